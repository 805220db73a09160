// Any tensors: an eye that comes out has a finite opening and pupil.
#include <cmath>
#include <cstdlib>

#include "decoders/eye_contour.hpp"
#include "floats.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  fuzz::Floats input(data, size);
  bool const cut = input.byte() == 0;
  std::vector<float> iris = input.take(15);
  std::vector<float> contour = input.rest();
  if (!cut) {
    iris.resize(15, 1.0f);
    contour.resize(213, 1.0f);
  }
  auto const eye = decoders::decode_eye_contour({{1}, contour}, {{1}, iris});
  if (!eye) return 0;
  if (!(eye->opening() >= 0) || !std::isfinite(eye->opening())) std::abort();
  if (!std::isfinite(eye->pupil.x + eye->pupil.y)) std::abort();
  return 0;
}
