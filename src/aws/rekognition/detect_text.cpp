// DetectText: the text in the picture, lines and then their words, in reading order.
//
// TextModelVersion is that of the model that reads.
#include <nlohmann/json.hpp>

#include "aws/rekognition/rekognition.hpp"
#include "aws/rekognition/text_filter.hpp"
#include "base/json_members.hpp"
#include "vision/analysis_json.hpp"

namespace helio::aws::rekognition {

Result<Json> detect_text(Inspector& inspector, Json const& input, json::Caller const& caller) {
  Json const& filters = member(input, "Filters");
  auto const filter = text_filter_of(filters);
  if (!filter) return tl::unexpected<Error>(filter.error());
  auto report = inspector.look(member(input, "Image"), caller,
                               {.features = {.labels = false,
                                             .faces = false,
                                             .text = true,
                                             .moderation = false,
                                             .properties = false}});
  if (!report) return fail(report);
  auto& found = report->analysis.text;
  if (!filters.is_null()) found = filter_text(found, *filter);
  std::string version;
  for (auto const& [name, of_model] : report->analysis.models) version = of_model;
  return Json{{"TextDetections", vision::text_json(found)}, {"TextModelVersion", version}};
}

}  // namespace helio::aws::rekognition
