// FaceDetector: the faces in one picture, as Rekognition's FaceDetails.
//
// Steps    candidates from views of the picture at several scales (face_search.hpp); the landmark
//          model's presence rejects what is no face; box, landmarks, pose, mouth and smile from
//          its points (face_geometry.hpp); eyes and pupils from a close-up of each eye
//          (face_eyes.hpp); age, gender, vector and emotions from aligned crops.
// Output   largest first, at most 100. Confidence says how sure it is a face. Faces under 40 px
//          (the longer side, in the picture's pixels) have no attributes: age, gender, emotions,
//          smile, eyes, mouth and vector are absent. Without a landmark model, or where it did not
//          see the face that the detector is sure of, three landmarks and a coarse pose remain.
// Errors   those of the models, the first one: no half answers.
// Threads  detect() may run concurrently.
// Lifetime the models must outlive the detector.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "image/pixels.hpp"
#include "vision/analysis.hpp"
#include "vision/face_attributes.hpp"
#include "vision/face_search.hpp"
#include "vision/model.hpp"

namespace helio::vision {

struct FaceModels {
  Model* detector = nullptr;    // decoder blazeface; must be there
  Model* landmarks = nullptr;   // decoder landmarks; may be absent, as may those below
  Model* attributes = nullptr;  // decoder age-gender
  Model* emotions = nullptr;    // decoder softmax
  Model* eyes = nullptr;        // decoder eye-contour
};

// What is looked at in each face that is found. What is left out is absent of the answer, and its
// model does not run.
struct FaceLook {
  bool attributes = true;  // age, gender and vector
  bool emotions = true;    // with smile
  bool eyes = true;        // open or not, and where the pupils are
};

class FaceDetector {
 public:
  explicit FaceDetector(FaceModels models);

  [[nodiscard]] Result<std::vector<FaceDetail>> detect(image::PixelsView picture,
                                                       FaceLook look = {}) const;

 private:
  FaceModels models_;
  FaceSearch search_;
  Result<AgeCurve> age_curve_;
};

}  // namespace helio::vision
