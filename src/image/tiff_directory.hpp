// TIFF 6.0 §2: the byte order, directories (IFDs) and typed values that TIFF files and EXIF share.
//
// Every offset and count comes from the file and is checked against it; a value that lies outside
// reads as empty. The bytes must outlive the reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"

namespace helio::image {

class TiffReader {
 public:
  struct Entry {
    std::uint16_t tag = 0;
    std::uint16_t type = 0;  // 1 byte, 2 ASCII, 3 short, 4 long, 5 rational, 7 undefined, …
    std::uint32_t count = 0;
    BytesView value;
  };
  struct Directory {
    std::vector<Entry> entries;
    std::uint32_t next = 0;  // offset of the next directory, 0 at the end
    [[nodiscard]] Entry const* find(std::uint16_t tag) const noexcept;
  };

  // nullopt where the eight bytes of the TIFF header are not there.
  [[nodiscard]] static std::optional<TiffReader> open(BytesView bytes);

  [[nodiscard]] std::uint32_t first_directory() const noexcept { return first_; }
  // nullopt where the offset is outside the file or the directory is cut.
  [[nodiscard]] std::optional<Directory> read(std::uint32_t offset) const;
  // Number `index` of the entry, of any numeric type; a rational over zero gives nothing.
  [[nodiscard]] std::optional<double> number(Entry const& entry, std::size_t index = 0) const;
  [[nodiscard]] std::optional<std::uint32_t> whole(Entry const& entry) const;
  // Up to the first NUL, printable, without trailing spaces; at most 200 bytes.
  [[nodiscard]] static std::string text(Entry const& entry);

 private:
  TiffReader(BytesView bytes, bool big) : bytes_(bytes), big_(big) {}
  [[nodiscard]] std::uint16_t u16(BytesView bytes, std::size_t offset) const noexcept;
  [[nodiscard]] std::uint32_t u32(BytesView bytes, std::size_t offset) const noexcept;

  BytesView bytes_;
  bool big_;
  std::uint32_t first_ = 0;
};

}  // namespace helio::image
