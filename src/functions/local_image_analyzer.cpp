#include "functions/local_image_analyzer.hpp"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "vision/analysis_json.hpp"

namespace helio::functions {

Result<ImageAnalysis> LocalImageAnalyzer::analyze(ImageLocation const& image) {
  std::optional<std::string> version;
  if (!image.version_id.empty()) version = image.version_id;
  auto const bytes = objects::read_object(objects_, {image.bucket, image.key, std::move(version)},
                                          options_.limits.bytes_max);
  if (!bytes) return tl::unexpected(bytes.error());
  auto const report = analyze_(*bytes, options_);
  if (!report) return tl::unexpected(report.error());
  vision::Analysis const& found = report->analysis;
  ImageAnalysis analysis;
  vision::Features const& asked = options_.features;
  if (asked.labels) analysis.labels = vision::labels_json(found.labels);
  if (asked.faces) analysis.faces = vision::faces_json(found.faces);
  if (asked.text) analysis.text = vision::text_json(found.text);
  if (asked.moderation) analysis.moderation = vision::moderation_json(found.moderation);
  if (found.properties) analysis.properties = vision::properties_json(*found.properties);
  analysis.models = found.models;
  analysis.timings_ms = found.timings_ms;
  return analysis;
}

}  // namespace helio::functions
