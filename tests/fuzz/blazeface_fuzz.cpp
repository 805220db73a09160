// Any tensors, any options: faces that come out are finite, ordered and in reach.
#include <cmath>
#include <cstdlib>

#include "decoders/blazeface.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  decoders::BlazeFaceOptions options;
  options.width_px = 8 + input.byte() % 16;
  options.height_px = 8 + input.byte() % 16;
  options.strides.assign(1 + input.byte() % 3, 1 + input.byte() % 10);
  options.anchors_per_cell = input.byte() % 4;
  options.score_min = static_cast<float>(input.byte()) / 255.0f;
  options.iou_max = static_cast<float>(input.byte()) / 255.0f;
  options.faces_max = input.byte();
  auto const anchors = decoders::blazeface_anchors(options);
  if (!anchors) return 0;
  bool const cut = input.byte() == 0;
  std::vector<float> scores = input.take(anchors->size());
  std::vector<float> boxes = input.take(anchors->size() * 16);
  if (!cut) {  // short inputs still reach the decoder: what is missing is a weak face of no size
    scores.resize(anchors->size(), 1.0f);
    boxes.resize(anchors->size() * 16, 2.0f);
  }
  auto const faces = decoders::decode_blazeface({{1}, boxes}, {{1}, scores}, *anchors, options);
  if (!faces) return 0;
  if (faces->size() > options.faces_max) std::abort();
  float last = 1.0f;
  for (decoders::FaceBox const& face : *faces) {
    if (!(face.score >= 0 && face.score <= last)) std::abort();
    last = face.score;
    if (!(face.x0 <= face.x1 && face.y0 <= face.y1)) std::abort();
    for (decoders::KeyPoint const& point : face.points) {
      if (!(std::abs(point.x) < 4 && std::abs(point.y) < 4)) std::abort();
    }
  }
  return 0;
}
