// Any tensor, any size: boxes that come out lie in the picture, best first.
#include "boxes_check.hpp"
#include "decoders/yolox.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  decoders::YoloxOptions options;
  options.width_px = input.byte() % 80;
  options.height_px = input.byte() % 80;
  options.classes = input.byte() % 4;
  options.score_min = static_cast<float>(input.byte()) / 255.0f;
  options.boxes_max = input.byte() % 32;
  bool const cut = input.byte() == 0;
  std::vector<float> predictions = input.rest();
  if (!cut) {  // short inputs still reach the decoder
    std::size_t cells = 0;
    for (int const stride : {8, 16, 32}) {
      cells += static_cast<std::size_t>((options.width_px / stride) * (options.height_px / stride));
    }
    predictions.resize(cells * (5 + options.classes), 0.5f);
  }
  auto const got = decoders::decode_yolox({{1}, predictions}, options);
  if (got) fuzz::check_boxes(*got, options.classes, options.boxes_max, options.score_min);
  return 0;
}
