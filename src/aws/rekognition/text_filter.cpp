#include "aws/rekognition/text_filter.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "base/json_members.hpp"

namespace helio::aws::rekognition {
namespace {

using vision::TextDetection;

bool passes(TextDetection const& word, TextFilter const& filter) {
  if (word.confidence < filter.confidence_min || word.box.height < filter.height_min ||
      word.box.width < filter.width_min) {
    return false;
  }
  return filter.regions.empty() ||
         std::ranges::any_of(filter.regions, [&](TextRegion const& region) {
           return share_inside(word.polygon, region) > 0.5;
         });
}

// A line of some of its words, in their order.
TextDetection line_of(std::vector<TextDetection> const& words) {
  TextDetection line;
  double right = 0;
  double bottom = 0;
  line.box = {.left = 1, .top = 1, .width = 0, .height = 0};
  for (TextDetection const& word : words) {
    line.text.append(line.text.empty() ? "" : " ").append(word.text);
    line.confidence += word.confidence / static_cast<double>(words.size());
    line.box.left = std::min(line.box.left, word.box.left);
    line.box.top = std::min(line.box.top, word.box.top);
    right = std::max(right, word.box.left + word.box.width);
    bottom = std::max(bottom, word.box.top + word.box.height);
  }
  line.box.width = right - line.box.left;
  line.box.height = bottom - line.box.top;
  auto const& first = words.front().polygon;
  auto const& last = words.back().polygon;
  line.polygon = {first[0], last[1], last[2], first[3]};
  return line;
}

}  // namespace

Result<TextFilter> text_filter_of(Json const& filters) {
  auto regions = regions_of(member(filters, "RegionsOfInterest"));
  if (!regions) return fail(regions);
  Json const& words = member(filters, "WordFilter");
  return TextFilter{.confidence_min = json::number_member(words, "MinConfidence").value_or(0),
                    .height_min = json::number_member(words, "MinBoundingBoxHeight").value_or(0),
                    .width_min = json::number_member(words, "MinBoundingBoxWidth").value_or(0),
                    .regions = std::move(*regions)};
}

std::vector<TextDetection> filter_text(std::vector<TextDetection> const& found,
                                       TextFilter const& filter) {
  std::vector<TextDetection> lines;
  std::vector<TextDetection> words;
  for (TextDetection const& line : found) {
    if (!line.is_line) continue;
    std::vector<TextDetection> kept;
    std::size_t all = 0;
    for (TextDetection const& word : found) {
      if (word.is_line || word.parent_id != line.id) continue;
      ++all;
      if (passes(word, filter)) kept.push_back(word);
    }
    if (kept.empty()) continue;
    lines.push_back(kept.size() == all ? line : line_of(kept));
    lines.back().id = static_cast<int>(lines.size()) - 1;
    for (TextDetection& word : kept) {
      word.parent_id = lines.back().id;
      words.push_back(std::move(word));
    }
  }
  int id = static_cast<int>(lines.size());
  for (TextDetection& word : words) {
    word.id = id++;
    lines.push_back(std::move(word));
  }
  return lines;
}

}  // namespace helio::aws::rekognition
