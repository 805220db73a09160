// Eyes of a face: open or shut, and where the pupils are, from an eye model's close-ups.
//
// The mesh cannot tell: it draws shut eyes as open ones. A close-up of each eye can, and sees the
// iris besides.
//
// Errors   unavailable "UnexpectedModelOutput".
#pragma once

#include <array>
#include <vector>

#include "base/result.hpp"
#include "vision/analysis.hpp"
#include "vision/face_crop.hpp"
#include "vision/face_geometry.hpp"
#include "vision/model.hpp"

namespace helio::vision {

enum class Eye : std::size_t { left, right };  // of the picture

struct EyeReading {
  double opening = 0;    // lids apart by corners apart; about 0.3 open, 0.12 shut
  double width_px = 0;   // between the corners in the picture: the eye turned away is narrower
  image::PointPx pupil;  // pixels of the picture
};

// The part of the picture that the model looks at.
[[nodiscard]] FaceSquare eye_square(MeshView mesh, Eye eye);

// Draws it into the model's input, mirrored for the left eye: the model knows right eyes only.
void draw_eye(image::PixelsView picture, MeshView mesh, Eye eye, image::MutablePixels input);

// Outputs `contour` and `iris` of a request that draw_eye() has drawn for a square input.
[[nodiscard]] Result<EyeReading> read_eye(InferRequest const& request, MeshView mesh, Eye eye,
                                          int input_px);

// One answer for both, more of the eye that is seen wider.
[[nodiscard]] Flag eyes_open(std::array<EyeReading, 2> const& eyes);

// Moves leftPupil and rightPupil to where the irises are.
void place_pupils(std::array<EyeReading, 2> const& eyes, PictureSize picture,
                  std::vector<Landmark>& landmarks);

}  // namespace helio::vision
