#include "functions/rekognition_analyzer.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/ids.hpp"
#include "base/json_members.hpp"
#include "results/record.hpp"

namespace helio::functions {
namespace {

double highest_confidence(Json const& labels) {
  double highest = 0;
  if (!labels.is_array()) return highest;
  for (Json const& label : labels) {
    Json const& confidence = member(label, "Confidence");
    if (confidence.is_number()) highest = std::max(highest, confidence.get<double>());
  }
  return highest;
}

Json analysis_json(ImageAnalysis found) {
  Json json = Json::object();
  for (auto const& [name, value] :
       {std::pair("labels", &found.labels), std::pair("faces", &found.faces),
        std::pair("text", &found.text), std::pair("moderation", &found.moderation),
        std::pair("properties", &found.properties), std::pair("models", &found.models),
        std::pair("timings_ms", &found.timings_ms)}) {
    if (!value->is_null()) json[name] = std::move(*value);
  }
  return json;
}

}  // namespace

Result<Json> RekognitionAnalyzer::handle(Json const& event, Context const& context) {
  auto const record = results::record_from_json(member(event, "record"));
  if (!record) return tl::unexpected(record.error());
  auto found =
      analyzer_.analyze({record->image_id, record->bucket, record->key, record->version_id});
  if (!found) return fail(found);
  double const confidence = highest_confidence(found->labels);
  context.log(log::Level::info, "The picture is analysed.",
              {{"image_id", record->image_id},
               {"confidence", confidence},
               {"labels", found->labels.size()},
               {"faces", found->faces.size()},
               {"texts", found->text.size()},
               {"timings_ms", found->timings_ms}});
  // A key of the version's own, so that a newer upload of the same image id does not overwrite it.
  std::string const key =
      derived_prefix(record->image_id) + uuid_of(record->version_id) + "/analysis.json";
  auto analysis =
      spill(objects_, spill_.bucket, key, analysis_json(std::move(*found)), spill_.bytes_max);
  if (!analysis) return fail(analysis);
  return Json{{"confidence", confidence}, {"analysis", std::move(*analysis)}};
}

}  // namespace helio::functions
