// HEIF and AVIF: ISO/IEC 14496-12 (boxes), ISO/IEC 23008-12 (meta, ispe, irot, clap, Exif items).
#include <algorithm>
#include <vector>

#include "image/byte_cursor.hpp"
#include "image/raw_header.hpp"

namespace helio::image {
namespace {

struct Box {
  std::string_view type;
  BytesView body;
};

// Box size 1 means a 64-bit size follows, 0 means to the end. A box that claims more than there is
// gets what there is: only the payload at the file's end may be cut.
std::optional<Box> next_box(ByteCursor& cursor) {
  if (cursor.left() < 8) return std::nullopt;
  std::uint64_t size = cursor.be32();
  Box box{as_text(cursor.take(4)), {}};
  std::uint64_t header_bytes = 8;
  if (size == 1) {
    size = cursor.be64();
    header_bytes = 16;
  }
  if (!cursor.ok()) return std::nullopt;
  if (size == 0) {
    size = header_bytes + cursor.left();
  } else if (size < header_bytes) {
    return std::nullopt;
  }
  box.body = cursor.take(std::min<std::uint64_t>(size - header_bytes, cursor.left()));
  return box;
}

BytesView find_box(BytesView bytes, std::string_view type) {
  ByteCursor cursor(bytes);
  while (const std::optional<Box> box = next_box(cursor)) {
    if (box->type == type) return box->body;
  }
  return {};
}

std::uint32_t primary_item(BytesView pitm) {
  ByteCursor cursor(pitm);
  std::uint8_t const version = cursor.u8();
  cursor.skip(3);
  return version == 0 ? cursor.be16() : cursor.be32();
}

// The properties of one item, in order. `ipma` maps items to positions in `ipco`, counted from 1.
std::vector<Box> properties_of(std::uint32_t item, BytesView iprp) {
  std::vector<Box> all;
  ByteCursor boxes(find_box(iprp, "ipco"));
  while (const std::optional<Box> box = next_box(boxes)) all.push_back(*box);
  std::vector<Box> found;
  ByteCursor cursor(find_box(iprp, "ipma"));
  std::uint8_t const version = cursor.u8();
  cursor.skip(2);
  bool const wide = (cursor.u8() & 1U) != 0;
  std::uint32_t const items = cursor.be32();
  for (std::uint32_t i = 0; i < items && cursor.ok(); ++i) {
    std::uint32_t const id = version < 1 ? cursor.be16() : cursor.be32();
    std::uint8_t const count = cursor.u8();
    for (unsigned j = 0; j < count && cursor.ok(); ++j) {
      std::size_t const index = wide ? cursor.be16() & 0x7FFFU : cursor.u8() & 0x7FU;
      if (id == item && index >= 1 && index <= all.size()) found.push_back(all[index - 1]);
    }
  }
  return found;
}

std::uint32_t exif_item(BytesView iinf) {
  ByteCursor cursor(iinf);
  std::uint8_t const version = cursor.u8();
  cursor.skip(3);
  cursor.skip(version == 0 ? 2 : 4);
  while (const std::optional<Box> box = next_box(cursor)) {
    if (box->type != "infe") continue;
    ByteCursor entry(box->body);
    std::uint8_t const entry_version = entry.u8();
    entry.skip(3);
    if (entry_version < 2) continue;
    std::uint32_t const id = entry_version == 2 ? entry.be16() : entry.be32();
    entry.skip(2);
    if (as_text(entry.take(4)) == "Exif") return id;
  }
  return 0;
}

// The bytes of an item that lies in one piece of the file, as Exif items do.
BytesView item_bytes(std::uint32_t item, BytesView iloc, BytesView file) {
  ByteCursor cursor(iloc);
  std::uint8_t const version = cursor.u8();
  cursor.skip(3);
  std::uint8_t const sizes = cursor.u8();
  std::uint8_t const more_sizes = cursor.u8();
  std::uint64_t const items = version < 2 ? cursor.be16() : cursor.be32();
  for (std::uint64_t i = 0; i < items && cursor.ok(); ++i) {
    std::uint32_t const id = version < 2 ? cursor.be16() : cursor.be32();
    unsigned const method = version > 0 ? cursor.be16() & 0xFU : 0U;
    cursor.skip(2);  // data reference
    std::uint64_t const base = cursor.big_endian(more_sizes >> 4U);
    std::uint16_t const extents = cursor.be16();
    for (unsigned j = 0; j < extents && cursor.ok(); ++j) {
      if (version > 0) cursor.big_endian(more_sizes & 0xFU);
      std::uint64_t const offset = cursor.big_endian(sizes >> 4U);
      std::uint64_t const length = cursor.big_endian(sizes & 0xFU);
      if (id != item || !cursor.ok()) continue;
      bool const inside = method == 0 && base <= file.size() && offset <= file.size() - base;
      if (!inside) return {};
      return ByteCursor(file, static_cast<std::size_t>(base + offset)).take(length);
    }
  }
  return {};
}

// An Exif item starts with the distance to the TIFF header (ISO/IEC 23008-12 A.2.1).
BytesView tiff_of(BytesView item) {
  ByteCursor cursor(item);
  cursor.skip(cursor.be32());
  return cursor.ok() ? cursor.take(cursor.left()) : BytesView{};
}

// A clean aperture crops before rotation; libheif applies it.
void crop(BytesView clap, RawHeader& header) {
  ByteCursor cursor(clap);
  std::uint32_t const width = cursor.be32();
  std::uint32_t const width_over = cursor.be32();
  std::uint32_t const height = cursor.be32();
  std::uint32_t const height_over = cursor.be32();
  if (!cursor.ok() || width_over == 0 || height_over == 0) return;
  if (width / width_over > 0) header.width_px = std::min(header.width_px, width / width_over);
  if (height / height_over > 0) {
    header.height_px = std::min(header.height_px, height / height_over);
  }
}

}  // namespace

std::optional<RawHeader> read_heif_header(BytesView bytes) {
  BytesView meta = find_box(bytes, "meta");
  if (meta.size() < 4) return std::nullopt;
  meta = meta.subspan(4);  // version and flags
  RawHeader header;
  header.exif_turns = false;
  std::uint32_t const primary = primary_item(find_box(meta, "pitm"));
  for (Box const& property : properties_of(primary, find_box(meta, "iprp"))) {
    ByteCursor cursor(property.body);
    if (property.type == "ispe") {
      cursor.skip(4);
      header.width_px = cursor.be32();
      header.height_px = cursor.be32();
    } else if (property.type == "irot") {
      header.container_turns = cursor.u8() & 3;
    } else if (property.type == "clap") {
      crop(property.body, header);
    }
  }
  if (header.width_px == 0 || header.height_px == 0) return std::nullopt;
  if (std::uint32_t const item = exif_item(find_box(meta, "iinf"))) {
    header.exif = tiff_of(item_bytes(item, find_box(meta, "iloc"), bytes));
  }
  return header;
}

}  // namespace helio::image
