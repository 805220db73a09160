#include "vision/text.hpp"

#include <algorithm>
#include <utility>

#include "vision/text_layout.hpp"
#include "vision/text_reading.hpp"

namespace helio::vision {
namespace {

constexpr float kConfidenceMin = 60;  // 0..100
constexpr std::size_t kBoxesMax = 1000;

std::string text_of(ReadLine const& line) {
  std::string text;
  for (ReadCharacter const& character : line.characters) text += character.text;
  std::size_t const first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

TextDetection detection(std::string text, TextQuad const& corners, float confidence,
                        image::PixelsView picture) {
  TextDetection found;
  found.text = std::move(text);
  found.confidence = 100.0 * static_cast<double>(confidence);
  double x0 = 1;
  double y0 = 1;
  double x1 = 0;
  double y1 = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    double const x = std::clamp(corners[i].x_px / static_cast<double>(picture.width_px), 0.0, 1.0);
    double const y = std::clamp(corners[i].y_px / static_cast<double>(picture.height_px), 0.0, 1.0);
    found.polygon[i] = {x, y};
    x0 = std::min(x0, x);
    y0 = std::min(y0, y);
    x1 = std::max(x1, x);
    y1 = std::max(y1, y);
  }
  found.box = {.left = x0, .top = y0, .width = x1 - x0, .height = y1 - y0};
  return found;
}

}  // namespace

TextDetector::TextDetector(Model& regions, Model& lines) : regions_(regions), lines_(lines) {
  ModelManifest const& manifest = regions.manifest();
  decoders::DbTextOptions& decode = options_.decode;
  decode.bin_threshold =
      std::clamp(manifest.parameter("bin_threshold", decode.bin_threshold), 0.0f, 1.0f);
  decode.box_score_min =
      std::clamp(manifest.parameter("box_score_min", decode.box_score_min), 0.0f, 1.0f);
  decode.unclip_ratio =
      std::clamp(manifest.parameter("unclip_ratio", decode.unclip_ratio), 0.0f, 8.0f);
  float const boxes_max = manifest.parameter("boxes_max", static_cast<float>(kBoxesMax));
  decode.boxes_max =
      static_cast<std::size_t>(std::clamp(boxes_max, 0.0f, static_cast<float>(kBoxesMax)));
  confidence_min_ = lines.manifest().parameter("confidence_min", kConfidenceMin) / 100;
}

Result<std::vector<TextDetection>> TextDetector::detect(image::PixelsView picture) const {
  auto const areas = find_text(regions_, picture, options_);
  if (!areas) return tl::unexpected(areas.error());
  if (areas->empty()) return std::vector<TextDetection>{};
  auto lines = read_text(lines_, picture, *areas);
  if (!lines) return tl::unexpected(lines.error());
  std::erase_if(*lines, [&](ReadLine const& line) {
    return line.confidence < confidence_min_ || text_of(line).empty();
  });
  std::vector<TextQuad> corners;
  for (ReadLine const& line : *lines) corners.push_back(line.corners);

  std::vector<TextDetection> found;
  std::vector<TextDetection> words;
  for (std::size_t const i : reading_order(corners)) {
    ReadLine const& line = (*lines)[i];
    int const id = static_cast<int>(found.size());
    found.push_back(detection(text_of(line), line.corners, line.confidence, picture));
    found.back().id = id;
    for (TextWord& word : words_of(line)) {
      words.push_back(detection(std::move(word.text), word.corners, word.confidence, picture));
      words.back().is_line = false;
      words.back().parent_id = id;
    }
  }
  for (TextDetection& word : words) {
    word.id = static_cast<int>(found.size());
    found.push_back(std::move(word));
  }
  return found;
}

}  // namespace helio::vision
