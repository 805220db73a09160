// face_views(): the parts of a picture that the face detector looks at.
//
// The detector has one small input (192 px), and knows faces of about a tenth to a half of it.
// Three kinds of view cover the rest: the picture shrunk into the middle of the input, where a face
// that fills the picture is found; the whole picture; and overlapping tiles, where small faces are.
// Measured on 335 photographs: 54 faces with the whole picture alone, 71 with all three.
#pragma once

#include <vector>

namespace helio::vision {

struct FaceView {
  int x_px = 0, y_px = 0, width_px = 0, height_px = 0;  // part of the picture, inside it
  float zoom = 1;  // how much of the model's input the part fills, 0..1
};

// At most 14 views, for pictures of any size from 1 x 1.
[[nodiscard]] std::vector<FaceView> face_views(int width_px, int height_px);

}  // namespace helio::vision
