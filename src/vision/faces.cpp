#include "vision/faces.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "decoders/landmarks.hpp"
#include "vision/face_crop.hpp"
#include "vision/face_eyes.hpp"
#include "vision/face_geometry.hpp"
#include "vision/face_quality.hpp"
#include "vision/infer_each.hpp"

namespace helio::vision {
namespace {

using decoders::FaceBox;
using decoders::Point3;

// How much of the picture around a face each model was trained to see, by the face's own side.
constexpr float kLandmarkCrop = 1.5F;
constexpr float kAttributeCrop = 1.25F;
constexpr float kEmotionCrop = 1.0F;

// On 335 photographs, presence told faces from the rest almost perfectly: most candidates with a
// detector score up to 0.7 were none, and one of 72 accepted ones was an animal. A detector this
// sure is right even so where the landmark model fails, on profiles and bowed heads.
constexpr float kPresenceMin = 0.5F;
constexpr float kSureScore = 0.8F;

constexpr float kAttributeSidePxMin = 40;

struct Face {
  FaceBox box;               // pixels of the picture
  float presence = 0;        // the landmark model's, 0 without one
  std::vector<Point3> mesh;  // pixels of the picture; empty where not trusted
  FaceSquare square;
  FaceDetail detail;

  [[nodiscard]] MeshView mesh_view() const {
    return MeshView(mesh.data(), decoders::FaceMesh::kPoints);
  }
  [[nodiscard]] bool large_enough() const { return square.side_px >= kAttributeSidePxMin; }
};

Result<void> draw_square(image::PixelsView picture, FaceSquare const& square, Model const& model,
                         InferRequest& request) {
  ModelInput const& wanted = model.manifest().input;
  auto input = request.input(wanted.width_px, wanted.height_px);
  if (!input) return fail(input);
  draw_face(picture, square, *input);
  return {};
}

// From pixels of the crop to pixels of the picture; depth has the crop's scale.
std::vector<Point3> onto_picture(std::vector<Point3> points, FaceSquare const& crop, int side_px) {
  const image::Affine map =
      image::square_around(crop.centre, crop.side_px, crop.angle_rad, side_px);
  float const scale = crop.side_px / static_cast<float>(side_px);
  for (Point3& point : points) {
    const image::PointPx p = map({point.x, point.y});
    point = {p.x_px, p.y_px, point.z * scale};
  }
  return points;
}

Result<void> find_meshes(Model& model, image::PixelsView picture, std::vector<Face>& faces) {
  auto const crop = [&](std::size_t i) { return face_square(faces[i].box).scaled(kLandmarkCrop); };
  auto const draw = [&](std::size_t i, InferRequest& request) {
    return draw_square(picture, crop(i), model, request);
  };
  auto const read = [&](std::size_t i, InferRequest& request) -> Result<void> {
    auto mesh = decoders::decode_landmarks(request.output("points"), request.output("presence"));
    if (!mesh) return fail(mesh);
    faces[i].presence = mesh->presence;
    if (mesh->presence < kPresenceMin) return {};
    faces[i].mesh = onto_picture(std::move(mesh->points), crop(i), model.manifest().input.width_px);
    faces[i].square = face_square(faces[i].mesh_view());
    return {};
  };
  auto done = infer_each(model, faces.size(), draw, read);
  if (!done) return done;
  std::erase_if(faces, [](Face const& face) {
    return face.presence < kPresenceMin && face.box.score < kSureScore;
  });
  return {};
}

// One face found by boxes of different size has one centre once the mesh has settled on it.
void merge_same(std::vector<Face>& faces) {
  std::vector<Face> kept;
  for (Face& face : faces) {  // best first
    bool const known = std::ranges::any_of(kept, [&](Face const& other) {
      const float apart = std::hypot(face.square.centre.x_px - other.square.centre.x_px,
                                     face.square.centre.y_px - other.square.centre.y_px);
      return apart < 0.5F * std::max(face.square.side_px, other.square.side_px);
    });
    if (!known) kept.push_back(std::move(face));
  }
  faces = std::move(kept);
}

image::PixelsView part_of(image::PixelsView picture, BoundingBox const& box) {
  auto const pixel = [](double share, int side) {
    return std::clamp(static_cast<int>(std::lround(share * side)), 0, side);
  };
  int const x0 = pixel(box.left, picture.width_px);
  int const y0 = pixel(box.top, picture.height_px);
  int const x1 = pixel(box.left + box.width, picture.width_px);
  int const y1 = pixel(box.top + box.height, picture.height_px);
  return picture.part(x0, y0, x1 - x0, y1 - y0);
}

// Of candidates that the landmark model took for faces too, 3 of 9 were animals at a detector's
// score of 0.5 to 0.65, and none of 60 above: this is about 0.73 at 0.5, 0.93 at 0.6 and 0.99 at
// 0.7.
double confidence_of(Face const& face) {
  if (face.mesh.empty()) return face.box.score;
  return double{face.presence} / (1 + std::exp(-(1 + 16 * (double{face.box.score} - 0.5))));
}

void describe(Face& face, image::PixelsView picture) {
  const PictureSize size{picture.width_px, picture.height_px};
  FaceDetail& detail = face.detail;
  FacePose pose;
  if (face.mesh.empty()) {
    detail.box = face_box(face.box, size);
    detail.landmarks = name_landmarks(face.box.points, size);
    pose = measure_pose(face.box.points);
  } else {
    detail.box = face_box(face.mesh_view(), size);
    detail.landmarks = name_landmarks(face.mesh_view(), size);
    pose = measure_pose(face.mesh_view());
  }
  detail.roll_deg = pose.roll_deg;
  detail.yaw_deg = pose.yaw_deg;
  detail.pitch_deg = pose.pitch_deg;
  detail.confidence = 100 * confidence_of(face);
  const FaceQuality quality = measure_quality(part_of(picture, detail.box));
  detail.brightness = quality.brightness;
  detail.sharpness = quality.sharpness;
}

void describe_expression(Face& face, FaceLook look) {
  if (face.mesh.empty()) return;
  std::optional<double> happy;
  for (Emotion const& emotion : face.detail.emotions) {
    if (emotion.type == "HAPPY") happy = emotion.confidence / 100;
  }
  if (look.emotions) face.detail.smile = smile(face.mesh_view(), happy);
  face.detail.mouth_open = mouth_open(face.mesh_view());
}

Result<AgeCurve> read_curve(Model const* attributes) {
  return attributes == nullptr ? AgeCurve{} : AgeCurve::read(attributes->manifest());
}

// The faces that a model reads, through the model: `read` takes its answer for one of them.
template <typename Read>
Result<void> ask_each(Model* model, image::PixelsView picture, std::vector<Face*>& faces,
                      float crop, Read const& read) {
  if (model == nullptr) return {};
  return infer_each(
      *model, faces.size(),
      [&](std::size_t i, InferRequest& request) {
        return draw_square(picture, faces[i]->square.scaled(crop), *model, request);
      },
      [&](std::size_t i, InferRequest& request) { return read(request, faces[i]->detail); });
}

// Both eyes of each face that has a mesh: request 2 * i is a left eye, the next one its right.
Result<void> look_at_eyes(Model* model, image::PixelsView picture,
                          std::vector<Face*> const& large) {
  if (model == nullptr) return {};
  std::vector<Face*> faces;
  std::ranges::copy_if(large, std::back_inserter(faces),
                       [](Face const* face) { return !face->mesh.empty(); });
  ModelInput const& wanted = model->manifest().input;
  auto const eye_of = [](std::size_t i) { return i % 2 == 0 ? Eye::left : Eye::right; };
  std::array<EyeReading, 2> eyes;
  return infer_each(
      *model, faces.size() * 2,
      [&](std::size_t i, InferRequest& request) -> Result<void> {
        auto input = request.input(wanted.width_px, wanted.height_px);
        if (!input) return fail(input);
        draw_eye(picture, faces[i / 2]->mesh_view(), eye_of(i), *input);
        return {};
      },
      [&](std::size_t i, InferRequest& request) -> Result<void> {
        Face& face = *faces[i / 2];
        auto eye = read_eye(request, face.mesh_view(), eye_of(i), wanted.width_px);
        if (!eye) return fail(eye);
        eyes[i % 2] = *eye;
        if (eye_of(i) == Eye::left) return {};
        face.detail.eyes_open = eyes_open(eyes);
        place_pupils(eyes, {picture.width_px, picture.height_px}, face.detail.landmarks);
        return {};
      });
}

}  // namespace

FaceDetector::FaceDetector(FaceModels models)
    : models_(models), search_(*models.detector), age_curve_(read_curve(models.attributes)) {}

Result<std::vector<FaceDetail>> FaceDetector::detect(image::PixelsView picture,
                                                     FaceLook look) const {
  if (!age_curve_) return tl::unexpected<Error>(age_curve_.error());
  auto boxes = search_.find(picture);
  if (!boxes) return fail(boxes);
  std::vector<Face> faces;
  for (FaceBox const& box : *boxes) faces.push_back({box, 0, {}, face_square(box), {}});
  if (models_.landmarks != nullptr) {
    if (auto done = find_meshes(*models_.landmarks, picture, faces); !done) return fail(done);
  }
  merge_same(faces);
  std::vector<Face*> large;
  for (Face& face : faces) {
    describe(face, picture);
    if (face.large_enough()) large.push_back(&face);
  }
  auto attributes = ask_each(look.attributes ? models_.attributes : nullptr, picture, large,
                             kAttributeCrop, [&](InferRequest const& request, FaceDetail& detail) {
                               return read_attributes(request, models_.attributes->manifest(),
                                                      *age_curve_, detail);
                             });
  if (!attributes) return fail(attributes);
  auto emotions = ask_each(look.emotions ? models_.emotions : nullptr, picture, large, kEmotionCrop,
                           [&](InferRequest const& request, FaceDetail& detail) {
                             return read_emotions(request, models_.emotions->manifest(), detail);
                           });
  if (!emotions) return fail(emotions);
  if (auto eyes = look_at_eyes(look.eyes ? models_.eyes : nullptr, picture, large); !eyes)
    return fail(eyes);
  for (Face* face : large) describe_expression(*face, look);
  std::ranges::stable_sort(faces, std::ranges::greater{},
                           [](Face const& face) { return face.square.side_px; });
  std::vector<FaceDetail> details;
  details.reserve(faces.size());
  for (Face& face : faces) details.push_back(std::move(face.detail));
  return details;
}

}  // namespace helio::vision
