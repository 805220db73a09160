// Face geometry: what 468 mesh points, or six key points, say about a face.
//
// Points are pixels of the picture, z on the same scale and negative towards the camera; indices
// are those of MediaPipe's canonical face mesh. Left and right are the picture's, as in
// Rekognition's answers: "eyeLeft" is the eye further left in the picture. Pure functions.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "decoders/blazeface.hpp"
#include "decoders/landmarks.hpp"
#include "vision/analysis.hpp"
#include "vision/face_crop.hpp"

namespace helio::vision {

using MeshView = std::span<const decoders::Point3, decoders::FaceMesh::kPoints>;
using KeyPoints = std::array<decoders::KeyPoint, 6>;

struct PictureSize {
  int width_px = 0, height_px = 0;
};

struct FacePose {        // degrees, with Rekognition's signs
  double roll_deg = 0;   // -180..180, positive: turned clockwise as seen
  double yaw_deg = 0;    // -90..90, positive: the nose points to the right of the picture
  double pitch_deg = 0;  // -90..90, positive: looks up
};

// All 30 of Rekognition's landmark types; of key points, which cannot tell more, 3 of them.
[[nodiscard]] std::vector<Landmark> name_landmarks(MeshView mesh, PictureSize picture);
[[nodiscard]] std::vector<Landmark> name_landmarks(KeyPoints const& points, PictureSize picture);

[[nodiscard]] FacePose measure_pose(MeshView mesh);
// Coarse: yaw and pitch come from where the nose stands between eyes and mouth.
[[nodiscard]] FacePose measure_pose(KeyPoints const& points);

// From the forehead to the chin, inside 0..1.
[[nodiscard]] BoundingBox face_box(MeshView mesh, PictureSize picture);
[[nodiscard]] BoundingBox face_box(decoders::FaceBox const& face, PictureSize picture);

// The smallest upright square around the face, as seen from itself.
[[nodiscard]] FaceSquare face_square(MeshView mesh);
[[nodiscard]] FaceSquare face_square(decoders::FaceBox const& face);

// A value and how sure, of the logarithm of the odds.
[[nodiscard]] Flag flag_of(double logit);
[[nodiscard]] Flag mouth_open(MeshView mesh);
// `happy` is the emotion model's probability 0..1, where there is such a model.
[[nodiscard]] Flag smile(MeshView mesh, std::optional<double> happy);

}  // namespace helio::vision
