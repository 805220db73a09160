// One image's answer as JSON, as `helio analyze --json` prints it; docs/analyze.md has an example.
//
//   {"file": …, "image": {"format","width_px","height_px","size_bytes","sha256","exif"},
//    "Labels", "FaceDetails", "TextDetections", "ModerationLabels", "ImageProperties",
//    "timings_ms", "models"}
//
// A feature that was not asked for has no member. A failed image has "file" and "error" only.
#pragma once

#include <string>

#include "base/json.hpp"
#include "base/result.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

[[nodiscard]] Json report_json(std::string const& file, vision::ImageReport const& report,
                               vision::Features const& features);
[[nodiscard]] Json error_json(std::string const& file, Error const& error);

// indent -1: on one line. What is not UTF-8 (file names may be anything) becomes U+FFFD.
[[nodiscard]] std::string to_text(Json const& json, int indent);

}  // namespace helio::cli
