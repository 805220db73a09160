// BlazeFace: anchors and regressions to faces with six key points (Bazarevsky et al., "BlazeFace:
// Sub-millisecond Neural Face Detection on Mobile GPUs", 2019, and MediaPipe's SSD calculators).
//
// Input    boxes [1, anchors, 16]: centre x, y, width, height and six points x, y, in pixels of the
//          model's input; centre and points relative to the anchor. scores [1, anchors, 1]: logits.
// Output   coordinates are fractions of the model's input picture, origin top-left. Faces at its
//          edge reach outside 0..1.
// Errors   unavailable "UnexpectedModelOutput". Never reads past a tensor.
// Threads  pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct KeyPoint {
  float x = 0, y = 0;
};

// Rows of FaceBox::points; left and right as the reader of the picture sees them.
enum FacePoint : std::size_t { eye_left, eye_right, nose_tip, mouth_centre, ear_left, ear_right };

struct FaceBox {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float score = 0;  // 0..1
  std::array<KeyPoint, 6> points{};
};

struct BlazeFaceOptions {
  int width_px = 192;  // the model's input, 1..4096
  int height_px = 192;
  std::vector<int> strides = {4};  // pixels per cell of each layer; equal neighbours share a grid
  int anchors_per_cell = 1;        // of one layer, 1..16
  float score_min = 0.5f;          // weaker faces are dropped, 0..1
  float iou_max = 0.3f;            // faces that overlap more are one face
  std::size_t faces_max = 100;     // the best
};

// Anchor centres as fractions, in the order of the tensors' rows: 2304 for 192 x 192 at stride 4.
// Errors: invalid_argument "InvalidManifest" (a number out of its range).
[[nodiscard]] Result<std::vector<KeyPoint>> blazeface_anchors(BlazeFaceOptions const& options);

// Best first, merged by merge_faces().
[[nodiscard]] Result<std::vector<FaceBox>> decode_blazeface(TensorView const& boxes,
                                                            TensorView const& scores,
                                                            std::span<KeyPoint const> anchors,
                                                            BlazeFaceOptions const& options);

// Weighted suppression: faces that overlap the best one become one face at their average, weighted
// by score, with the best one's score. Steadier boxes and points than keeping one of them.
[[nodiscard]] std::vector<FaceBox> merge_faces(std::vector<FaceBox> faces, float iou_max,
                                               std::size_t faces_max);

}  // namespace helio::decoders
