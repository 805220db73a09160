#include "helio/warm_up.hpp"

#include <algorithm>

#include "image/encode.hpp"

namespace helio::cli {

Result<void> warm_up(vision::Analyzer const& analyzer) {
  constexpr int kSidePx = 640;
  constexpr std::size_t kBytes = std::size_t{3} * kSidePx * kSidePx;
  image::Pixels plain(kSidePx, kSidePx);
  std::fill_n(plain.edit().rgb, kBytes, std::uint8_t{128});
  auto const file = image::encode_jpeg(plain.view());
  if (!file) return tl::unexpected<Error>(file.error());
  auto const report = analyzer.analyze(*file);
  if (!report) return tl::unexpected<Error>(report.error());
  return {};
}

}  // namespace helio::cli
