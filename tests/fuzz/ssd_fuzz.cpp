// Any tensors: boxes that come out lie in the picture, best first, within the bounds asked for.
#include "boxes_check.hpp"
#include "decoders/ssd.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  decoders::SsdOptions options;
  options.classes = input.byte() % 8;
  options.background = static_cast<int>(input.byte() % 4) - 1;
  options.score_min = static_cast<float>(input.byte()) / 255.0f;
  options.boxes_max = input.byte() % 32;
  std::size_t const anchors = input.byte() % 64;
  bool const cut = input.byte() == 0;
  std::vector<float> scores = input.take(anchors * options.classes);
  std::vector<float> boxes = input.take(anchors * 4);
  if (!cut) {  // short inputs still reach the decoder
    scores.resize(anchors * options.classes, 0.5f);
    boxes.resize(anchors * 4, 1.0f);
  }
  auto const got = decoders::decode_ssd({{1}, boxes}, {{1}, scores}, options);
  if (got) fuzz::check_boxes(*got, options.classes, options.boxes_max, options.score_min);
  return 0;
}
