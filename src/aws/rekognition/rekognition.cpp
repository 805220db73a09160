#include "aws/rekognition/rekognition.hpp"

#include <nlohmann/json.hpp>

namespace helio::aws::rekognition {

json::Service rekognition_service(Inspector& inspector) {
  using Function = Result<Json> (*)(Inspector&, Json const&, json::Caller const&);
  json::Service service(json::rekognition_model, "InvalidParameterException");
  auto const add = [&](char const* name, Function function) {
    service.add(name, json::Access::objects,
                [&inspector, function](Json const& input, json::Caller const& caller) {
                  return function(inspector, input, caller);
                });
  };
  add("CompareFaces", compare_faces);
  add("DetectFaces", detect_faces);
  add("DetectLabels", detect_labels);
  add("DetectModerationLabels", detect_moderation_labels);
  add("DetectText", detect_text);
  return service;
}

}  // namespace helio::aws::rekognition
