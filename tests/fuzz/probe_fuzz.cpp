// Any bytes through sniff(), probe(), the description of foreign files and the BMP decoder: the
// code of src/image that reads bytes by itself. The codecs behind libvips have fuzzers of their
// own. Seeds: tests/hostile/make_hostile.py FOLDER.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "image/bmp.hpp"
#include "image/cut_short.hpp"
#include "image/foreign_format.hpp"
#include "image/probe.hpp"

namespace {

using helio::image::Format;

void require(bool holds) {
  if (!holds) std::abort();
}

void try_bmp(helio::BytesView bytes) {
  auto const header = helio::image::read_bmp(bytes);
  if (!header) return;
  // What probe() would refuse is not decoded; small pictures keep the fuzzer fast.
  if (std::uint64_t{header->width_px} * header->height_px > 1'000'000) return;
  auto const pixels = helio::image::decode_bmp(bytes);
  if (!pixels) return;
  require(pixels->width_px() == static_cast<int>(header->width_px));
  require(pixels->height_px() == static_cast<int>(header->height_px));
  // Every pixel was written: AddressSanitizer sees the reads, this keeps them from being dropped.
  std::size_t sum = 0;
  std::span<std::uint8_t const> const rgb(pixels->view().rgb,
                                          std::size_t{3} * header->width_px * header->height_px);
  for (std::uint8_t const level : rgb) sum += level;
  require(sum <= 255 * rgb.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  helio::BytesView const bytes(reinterpret_cast<std::byte const*>(data), size);
  auto const header = helio::image::probe(bytes);
  if (header) {
    require(header->width_px > 0 && header->width_px <= 10'000);
    require(header->height_px > 0 && header->height_px <= 10'000);
    require(header->orientation >= 1 && header->orientation <= 8);
    require(header->frames >= 0 && header->frames <= 1'000);
    require(helio::image::sniff(bytes) == header->format);
  } else {
    require(!header.error().name.empty() && !header.error().message.empty());
  }
  require(!helio::image::describe_foreign(bytes).empty());
  for (Format const format : {Format::jpeg, Format::png, Format::webp, Format::gif, Format::bmp,
                              Format::tiff, Format::avif, Format::heic}) {
    static_cast<void>(helio::image::is_cut_short(format, bytes));
  }
  try_bmp(bytes);
  return 0;
}
