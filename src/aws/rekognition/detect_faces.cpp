// DetectFaces: the faces in the picture, the largest first.
//
// DEFAULT is box, confidence, pose, quality and five landmarks; each other attribute adds itself,
// ALL adds all and every landmark. Attributes that no model here can tell (docs/models.md) are
// absent.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "aws/rekognition/five_landmarks.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "base/json_members.hpp"
#include "vision/analysis_json.hpp"

namespace helio::aws::rekognition {
namespace {

struct Attribute {
  std::string_view name;    // in the request
  std::string_view member;  // of a face in the answer
};

constexpr Attribute kAttributes[] = {
    {"AGE_RANGE", "AgeRange"}, {"EMOTIONS", "Emotions"}, {"EYES_OPEN", "EyesOpen"},
    {"GENDER", "Gender"},      {"SMILE", "Smile"},       {"MOUTH_OPEN", "MouthOpen"},
};

struct Asked {
  bool all = false;
  std::set<std::string, std::less<>> names;
  [[nodiscard]] bool has(std::string_view name) const { return all || names.contains(name); }
};

Asked asked_of(Json const& input) {
  Asked asked;
  if (Json const& attributes = member(input, "Attributes"); !attributes.is_null()) {
    asked.names = attributes.get<std::set<std::string, std::less<>>>();
  }
  asked.all = asked.names.contains("ALL");
  return asked;
}

vision::FaceLook look_for(Asked const& asked) {
  return {.attributes = asked.has("AGE_RANGE") || asked.has("GENDER"),
          .emotions = asked.has("EMOTIONS") || asked.has("SMILE"),
          .eyes = asked.has("EYES_OPEN")};
}

}  // namespace

Result<Json> detect_faces(Inspector& inspector, Json const& input, json::Caller const& caller) {
  auto const asked = asked_of(input);
  auto const report = inspector.look(member(input, "Image"), caller,
                                     {.features = {.labels = false,
                                                   .faces = true,
                                                   .text = false,
                                                   .moderation = false,
                                                   .properties = false},
                                      .face_look = look_for(asked)});
  if (!report) return tl::unexpected<Error>(report.error());
  Json faces = vision::faces_json(report->analysis.faces);
  for (Json& face : faces) {
    for (auto const& [name, member] : kAttributes) {
      if (!asked.has(name)) face.erase(std::string(member));
    }
    if (!asked.all) keep_five_landmarks(face);
  }
  return Json{{"FaceDetails", std::move(faces)}};
}

}  // namespace helio::aws::rekognition
