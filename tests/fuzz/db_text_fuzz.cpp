// Any map, any options: boxes that come out are finite, counted and in reach of the map.
#include <cmath>
#include <cstdlib>

#include "decoders/db_text.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  decoders::DbTextOptions options;
  options.bin_threshold = static_cast<float>(input.byte()) / 255.0f;
  options.box_score_min = static_cast<float>(input.byte()) / 255.0f;
  options.unclip_ratio = static_cast<float>(input.byte()) / 32.0f;
  options.core_side_px_min = static_cast<float>(input.byte() % 8);
  options.boxes_max = input.byte();
  std::size_t const width = 1 + input.byte() % 64;
  bool const bits = input.byte() % 8 != 0;  // mostly plain maps: they reach further than noise
  std::vector<float> values;
  if (bits) {
    while (values.size() < 64 * 64 && (values.size() < width || input.left() > 0)) {
      values.push_back(static_cast<float>(input.byte()) / 255.0f);
    }
  } else {
    values = input.rest();
  }
  std::size_t const height = values.size() / width;
  values.resize(height * width);
  auto const got = decoders::decode_db_text(
      {{1, 1, static_cast<std::int64_t>(height), static_cast<std::int64_t>(width)}, values},
      options);
  if (!got) return 0;
  if (got->size() > options.boxes_max) std::abort();
  for (decoders::TextRegion const& region : *got) {
    if (!(region.score >= options.box_score_min && region.score <= 1)) std::abort();
    if (!(region.height_px >= options.core_side_px_min && std::isfinite(region.height_px))) {
      std::abort();
    }
    for (decoders::Point2 const corner : region.corners) {
      // A core grows by at most unclip_ratio / 4 of its shorter side, and turned ones reach out.
      if (!(std::abs(corner.x) < 500 && std::abs(corner.y) < 500)) std::abort();
    }
  }
  return 0;
}
