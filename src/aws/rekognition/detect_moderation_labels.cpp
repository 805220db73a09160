// DetectModerationLabels: what the picture should perhaps not be shown for. What is covered stands
// in docs/models.md.
//
// ModerationModelVersion is the taxonomy's, 7.0, whose names and levels the labels have. Kinds of
// content (ContentTypes: animated, illustrated) are not told apart. Human review and adapters are
// refused: they would be silently left out.
#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "base/json_members.hpp"
#include "vision/analysis_json.hpp"

namespace helio::aws::rekognition {

Result<Json> detect_moderation_labels(Inspector& inspector, Json const& input,
                                      json::Caller const& caller) {
  if (!member(input, "HumanLoopConfig").is_null()) {
    return invalid_parameter("There are no human reviews here: leave out HumanLoopConfig.");
  }
  if (!member(input, "ProjectVersion").is_null()) {
    return fail(Errc::not_found, "ResourceNotFoundException",
                "There are no adapters here: leave out ProjectVersion.");
  }
  vision::AnalyzeOptions wanted{
      .features = {
          .labels = false, .faces = false, .text = false, .moderation = true, .properties = false}};
  wanted.moderation_confidence_min =
      json::number_member(input, "MinConfidence").value_or(wanted.moderation_confidence_min);
  auto const report = inspector.look(member(input, "Image"), caller, wanted);
  if (!report) return tl::unexpected<Error>(report.error());
  return Json{{"ModerationLabels", vision::moderation_json(report->analysis.moderation)},
              {"ModerationModelVersion", "7.0"},
              {"ContentTypes", Json::array()}};
}

}  // namespace helio::aws::rekognition
