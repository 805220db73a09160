// CompareFaces: the largest face of one picture against every face of another.
//
// How alike two faces are is calibrated in vision/face_similarity.hpp. Faces that are too small to
// compare (under 40 px) are unmatched; those under the QualityFilter's bar are left out.
#include <algorithm>
#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/rekognition/face_bar.hpp"
#include "aws/rekognition/five_landmarks.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "base/json_members.hpp"
#include "vision/analysis_json.hpp"
#include "vision/face_similarity.hpp"

namespace helio::aws::rekognition {
namespace {

constexpr double kThresholdDefault = 80;

struct Match {
  double similarity = 0;
  Json face;
};

Result<std::vector<vision::FaceDetail>> faces_of(Inspector& inspector, Json const& image,
                                                 json::Caller const& caller,
                                                 std::string const& quality_filter,
                                                 char const* which) {
  auto report =
      inspector.look(image, caller,
                     {.features = {.labels = false,
                                   .faces = true,
                                   .text = false,
                                   .moderation = false,
                                   .properties = false},
                      .face_look = {.attributes = true, .emotions = false, .eyes = false}});
  if (!report) return fail(report);
  auto faces = std::move(report->analysis.faces);
  std::erase_if(faces, [&](auto const& face) { return !clears_bar(face, quality_filter); });
  if (faces.empty()) {
    return invalid_parameter(std::string("There is no face in the ") + which +
                             " that could be compared.");
  }
  return faces;
}

// What CompareFaces tells of a face of the target.
Json compared(vision::FaceDetail const& face) {
  Json all = vision::faces_json({&face, 1});
  keep_five_landmarks(all[0]);
  Json told;
  for (char const* name : {"BoundingBox", "Confidence", "Landmarks", "Pose", "Quality"}) {
    told[name] = std::move(all[0][name]);
  }
  return told;
}

Json answer(vision::FaceDetail const& source, std::vector<Match> matches, Json unmatched) {
  std::ranges::stable_sort(matches, std::ranges::greater{}, &Match::similarity);
  Json source_face = compared(source);
  Json listed = Json::array();
  for (Match& match : matches) {
    listed.push_back({{"Similarity", match.similarity}, {"Face", std::move(match.face)}});
  }
  return {{"SourceImageFace",
           {{"BoundingBox", std::move(source_face["BoundingBox"])},
            {"Confidence", source_face["Confidence"]}}},
          {"FaceMatches", std::move(listed)},
          {"UnmatchedFaces", std::move(unmatched)}};
}

}  // namespace

Result<Json> compare_faces(Inspector& inspector, Json const& input, json::Caller const& caller) {
  auto const filter = text_member(input, "QualityFilter");
  double const threshold =
      json::number_member(input, "SimilarityThreshold").value_or(kThresholdDefault);
  auto const source =
      faces_of(inspector, member(input, "SourceImage"), caller, filter, "source image");
  if (!source) return tl::unexpected<Error>(source.error());
  auto const target =
      faces_of(inspector, member(input, "TargetImage"), caller, filter, "target image");
  if (!target) return tl::unexpected<Error>(target.error());
  std::vector<Match> matches;
  Json unmatched = Json::array();
  for (vision::FaceDetail const& face : *target) {
    auto similarity = vision::face_similarity(source->front(), face);
    if (similarity) similarity = std::round(*similarity * 1e4) / 1e4;
    if (similarity && *similarity >= threshold) {
      matches.push_back({*similarity, compared(face)});
    } else {
      unmatched.push_back(compared(face));
    }
  }
  return answer(source->front(), std::move(matches), std::move(unmatched));
}

}  // namespace helio::aws::rekognition
