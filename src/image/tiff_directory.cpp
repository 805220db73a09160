#include "image/tiff_directory.hpp"

#include <algorithm>
#include <bit>

#include "image/byte_cursor.hpp"

namespace helio::image {
namespace {

constexpr std::size_t kEntryBytes = 12;
constexpr std::size_t kTextBytesMax = 200;

// TIFF 6.0 p. 15; index = type.
constexpr std::size_t kTypeBytes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};  // NOLINT

std::size_t type_bytes(std::uint16_t type) {
  return type < std::size(kTypeBytes) ? kTypeBytes[type] : 0;
}

}  // namespace

TiffReader::Entry const* TiffReader::Directory::find(std::uint16_t tag) const noexcept {
  auto const found = std::find_if(entries.begin(), entries.end(),
                                  [tag](Entry const& entry) { return entry.tag == tag; });
  return found == entries.end() ? nullptr : &*found;
}

std::optional<TiffReader> TiffReader::open(BytesView bytes) {
  ByteCursor cursor(bytes);
  std::string_view const order = as_text(cursor.take(2));
  if (order != "II" && order != "MM") return std::nullopt;
  TiffReader reader(bytes, order == "MM");
  if (bytes.size() < 8 || reader.u16(bytes, 2) != 42) return std::nullopt;
  reader.first_ = reader.u32(bytes, 4);
  return reader;
}

std::optional<TiffReader::Directory> TiffReader::read(std::uint32_t offset) const {
  ByteCursor cursor(bytes_, offset);
  const BytesView count_bytes = cursor.take(2);
  if (!cursor.ok()) return std::nullopt;
  std::size_t const count = u16(count_bytes, 0);
  const BytesView table = cursor.take(count * kEntryBytes);
  if (!cursor.ok()) return std::nullopt;
  Directory directory;
  directory.entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const BytesView raw = table.subspan(i * kEntryBytes, kEntryBytes);
    Entry entry{u16(raw, 0), u16(raw, 2), u32(raw, 4), {}};
    std::uint64_t const length = std::uint64_t{entry.count} * type_bytes(entry.type);
    if (length <= 4) {
      entry.value = raw.subspan(8, static_cast<std::size_t>(length));
    } else {
      entry.value = ByteCursor(bytes_, u32(raw, 8)).take(length);
    }
    directory.entries.push_back(entry);
  }
  const BytesView next = cursor.take(4);
  if (cursor.ok()) directory.next = u32(next, 0);
  return directory;
}

std::optional<double> TiffReader::number(Entry const& entry, std::size_t index) const {
  std::size_t const width = type_bytes(entry.type);
  if (width == 0 || index >= entry.value.size() / width) return std::nullopt;
  std::size_t const at = index * width;
  auto const wide = [&] {
    std::uint64_t const first = u32(entry.value, at);
    std::uint64_t const second = u32(entry.value, at + 4);
    return big_ ? first << 32U | second : second << 32U | first;
  };
  switch (entry.type) {
    case 1:
    case 2:
    case 7:
      return std::to_integer<std::uint8_t>(entry.value[at]);
    case 6:
      return std::to_integer<std::int8_t>(entry.value[at]);
    case 3:
      return u16(entry.value, at);
    case 8:
      return static_cast<std::int16_t>(u16(entry.value, at));
    case 4:
      return u32(entry.value, at);
    case 9:
      return static_cast<std::int32_t>(u32(entry.value, at));
    case 11:
      return std::bit_cast<float>(u32(entry.value, at));
    case 12:
      return std::bit_cast<double>(wide());
    default:
      break;
  }
  std::uint32_t const numerator = u32(entry.value, at);
  std::uint32_t const denominator = u32(entry.value, at + 4);
  if (denominator == 0) return std::nullopt;
  if (entry.type == 5) return static_cast<double>(numerator) / denominator;
  return static_cast<double>(static_cast<std::int32_t>(numerator)) /
         static_cast<std::int32_t>(denominator);
}

std::optional<std::uint32_t> TiffReader::whole(Entry const& entry) const {
  const std::optional<double> value = number(entry);
  if (!value || !(*value >= 0 && *value <= 4294967295.0)) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

std::string TiffReader::text(Entry const& entry) {
  if (entry.type != 2 && entry.type != 7 && entry.type != 1) return {};
  std::string_view const raw = as_text(entry.value);
  std::string text;
  for (char const c : raw.substr(0, kTextBytesMax)) {
    if (c == '\0') break;
    auto const code = static_cast<unsigned char>(c);
    // EXIF text is ASCII; what else stands there would break JSON or a terminal.
    if (code >= 0x20 && code < 0x7F) text.push_back(c);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::uint16_t TiffReader::u16(BytesView bytes, std::size_t offset) const noexcept {
  ByteCursor cursor(bytes, offset);
  return big_ ? cursor.be16() : cursor.le16();
}

std::uint32_t TiffReader::u32(BytesView bytes, std::size_t offset) const noexcept {
  ByteCursor cursor(bytes, offset);
  return big_ ? cursor.be32() : cursor.le32();
}

}  // namespace helio::image
