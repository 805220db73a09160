// Analysis as JSON, in the member names, types and order of Amazon Rekognition's responses
// (botocore's `rekognition` service model, 2016-06-27: DetectLabels, DetectFaces, DetectText,
// DetectModerationLabels). What was not measured is left out, never invented.
//
// Numbers  floats stay floats ("98.0"); percents and milliseconds are rounded to 4 decimals,
//          geometry (fractions of the picture) to 6. Text is UTF-8 as the models gave it.
// Errors   none. Threads: pure functions.
#pragma once

#include <span>

#include "base/json.hpp"
#include "vision/analysis.hpp"

namespace helio::vision {

// The members' own arrays and structures: "Labels", "FaceDetails", "TextDetections",
// "ModerationLabels" and "ImageProperties" of the responses named above.
[[nodiscard]] Json labels_json(std::span<Label const> labels);
[[nodiscard]] Json faces_json(std::span<FaceDetail const> faces);
[[nodiscard]] Json text_json(std::span<TextDetection const> text);
[[nodiscard]] Json moderation_json(std::span<ModerationLabel const> labels);
[[nodiscard]] Json properties_json(ImageProperties const& properties);

// All of it in one object: the five members above (ImageProperties only where measured), then
// "timings_ms" {step: milliseconds} and "models" {name: version}. For example
//   {"Labels":[{"Name":"Dog","Confidence":98.2,"Instances":[…],"Parents":[{"Name":"Animal"}],
//    "Aliases":[],"Categories":[{"Name":"Animals and Pets"}]}],"FaceDetails":[],
//    "TextDetections":[],"ModerationLabels":[],"timings_ms":{"labels":21.5},"models":{"m":"1"}}
[[nodiscard]] Json analysis_json(Analysis const& analysis);

}  // namespace helio::vision
