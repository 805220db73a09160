#include "decoders/blazeface.hpp"

#include <algorithm>
#include <cmath>

#include "decoders/box.hpp"

namespace helio::decoders {
namespace {

constexpr std::size_t kValuesPerRow = 16;
// MediaPipe clips logits at this before the sigmoid; exp() of it is far from overflow.
constexpr float kLogitMax = 80.0f;
// A trained model stays near its picture. A centre, a side or a point further away than this many
// pictures is noise of a broken file and must not reach the pixel code.
constexpr float kReachMax = 3.0f;

float sigmoid(float logit) {
  return 1.0f / (1.0f + std::exp(-std::clamp(logit, -kLogitMax, kLogitMax)));
}

bool in_reach(KeyPoint p) { return std::abs(p.x) <= kReachMax && std::abs(p.y) <= kReachMax; }

FaceBox read_face(std::span<float const> row, KeyPoint anchor, BlazeFaceOptions const& options) {
  auto const across = static_cast<float>(options.width_px);
  auto const down = static_cast<float>(options.height_px);
  auto const point = [&](std::size_t i) {
    return KeyPoint{row[2 * i] / across + anchor.x, row[2 * i + 1] / down + anchor.y};
  };
  const KeyPoint centre = point(0);
  float const half_width = row[2] / across / 2;
  float const half_height = row[3] / down / 2;
  FaceBox face;
  face.x0 = centre.x - half_width;
  face.y0 = centre.y - half_height;
  face.x1 = centre.x + half_width;
  face.y1 = centre.y + half_height;
  for (std::size_t i = 0; i < face.points.size(); ++i) face.points[i] = point(i + 2);
  return face;
}

bool plausible(FaceBox const& face) {
  return face.x1 > face.x0 && face.y1 > face.y0 && in_reach({face.x0, face.y0}) &&
         in_reach({face.x1, face.y1}) &&
         std::all_of(face.points.begin(), face.points.end(), in_reach);
}

float overlap(FaceBox const& a, FaceBox const& b) {
  return iou(Box{a.x0, a.y0, a.x1, a.y1}, Box{b.x0, b.y0, b.x1, b.y1});
}

FaceBox weighted_mean(std::span<FaceBox const> faces) {
  FaceBox mean;
  float total = 0;
  for (FaceBox const& face : faces) total += face.score;
  for (FaceBox const& face : faces) {
    // Equal weights where every score is 0: the caller may keep such faces.
    float const weight = total > 0 ? face.score / total : 1.0f / static_cast<float>(faces.size());
    mean.x0 += weight * face.x0;
    mean.y0 += weight * face.y0;
    mean.x1 += weight * face.x1;
    mean.y1 += weight * face.y1;
    for (std::size_t i = 0; i < mean.points.size(); ++i) {
      mean.points[i].x += weight * face.points[i].x;
      mean.points[i].y += weight * face.points[i].y;
    }
  }
  mean.score = faces.front().score;
  return mean;
}

}  // namespace

Result<std::vector<KeyPoint>> blazeface_anchors(BlazeFaceOptions const& options) {
  auto const refuse = [](char const* what) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                std::string("The manifest of a blazeface model has ") + what + ".");
  };
  if (options.width_px < 1 || options.width_px > 4096 || options.height_px < 1 ||
      options.height_px > 4096) {
    return refuse("an input that is not 1 to 4096 pixels a side");
  }
  if (options.anchors_per_cell < 1 || options.anchors_per_cell > 16) {
    return refuse("anchors_per_cell outside 1 to 16");
  }
  if (options.strides.empty() || options.strides.size() > 16) {
    return refuse("no strides, or more than 16");
  }
  std::vector<KeyPoint> anchors;
  for (std::size_t first = 0; first < options.strides.size();) {
    int const stride = options.strides[first];
    if (stride < 1 || stride > std::min(options.width_px, options.height_px)) {
      return refuse("a stride that is not 1 to the input's side");
    }
    std::size_t last = first;
    while (last < options.strides.size() && options.strides[last] == stride) ++last;
    std::size_t const copies = (last - first) * static_cast<std::size_t>(options.anchors_per_cell);
    int const columns = (options.width_px + stride - 1) / stride;
    int const rows = (options.height_px + stride - 1) / stride;
    for (int y = 0; y < rows; ++y) {
      for (int x = 0; x < columns; ++x) {
        const KeyPoint centre{(static_cast<float>(x) + 0.5f) / static_cast<float>(columns),
                              (static_cast<float>(y) + 0.5f) / static_cast<float>(rows)};
        anchors.insert(anchors.end(), copies, centre);
      }
    }
    first = last;
  }
  return anchors;
}

Result<std::vector<FaceBox>> decode_blazeface(TensorView const& boxes, TensorView const& scores,
                                              std::span<KeyPoint const> anchors,
                                              BlazeFaceOptions const& options) {
  if (auto ok = expect_values(scores, anchors.size(), "The tensor of face scores"); !ok) {
    return fail(ok);
  }
  if (auto ok = expect_values(boxes, anchors.size() * kValuesPerRow, "The tensor of face boxes");
      !ok) {
    return fail(ok);
  }
  std::vector<FaceBox> faces;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    float const score = sigmoid(scores.values[i]);
    if (score < options.score_min) continue;
    FaceBox face =
        read_face(boxes.values.subspan(i * kValuesPerRow, kValuesPerRow), anchors[i], options);
    face.score = score;
    if (plausible(face)) faces.push_back(face);
  }
  return merge_faces(std::move(faces), options.iou_max, options.faces_max);
}

std::vector<FaceBox> merge_faces(std::vector<FaceBox> faces, float iou_max, std::size_t faces_max) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](FaceBox const& a, FaceBox const& b) { return a.score > b.score; });
  std::vector<FaceBox> merged;
  while (!faces.empty() && merged.size() < faces_max) {
    const FaceBox best = faces.front();
    auto const rest =
        std::stable_partition(faces.begin() + 1, faces.end(),
                              [&](FaceBox const& other) { return overlap(best, other) > iou_max; });
    merged.push_back(weighted_mean({faces.begin(), rest}));
    faces.erase(faces.begin(), rest);
  }
  return merged;
}

}  // namespace helio::decoders
