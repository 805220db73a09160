// Pack: a folder of models with its manifest, `pack.json`. docs/model-packs.md has the format with
// a worked example; this is its shape in memory.
//
// Anybody adds a model by a folder with a manifest and an ONNX, TFLite or IR file: `task` says what
// the model's answer becomes, `decoder` how its tensors are read.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::vision {

inline constexpr int kPackFormat = 1;

// What a model's answer becomes. Spelled in manifests with dashes: "face-landmarks".
enum class Task {
  labels,           // whole-picture classes -> Labels
  objects,          // boxes with classes    -> Labels[].Instances
  faces,            // boxes of faces        -> FaceDetails
  face_landmarks,   // 468 points            -> Landmarks, Pose, MouthOpen, Smile
  face_attributes,  // age, gender, vector   -> AgeRange, Gender
  face_eyes,        // lids and irises       -> EyesOpen, pupils
  face_emotions,    // classes               -> Emotions
  text_regions,     // where text is
  text_lines,       // what it says          -> TextDetections
  moderation        // unsafe or not         -> ModerationLabels
};

enum class Fit { stretch, letterbox, crop };  // how a picture is brought to the model's shape

struct ModelInput {
  std::string name;  // tensor name in the file; empty: the only input
  int width_px = 0;  // 0: free, see side_multiple
  int height_px = 0;
  int side_multiple = 1;        // free sides are multiples of this
  std::string layout = "NHWC";  // or NCHW
  std::string color = "RGB";    // or BGR, GRAY
  std::vector<float> mean;      // per channel, subtracted from 0..255; empty: 0
  std::vector<float> scale;     // per channel, divided by; empty: 1
  Fit fit = Fit::stretch;
  int resize_px = 0;  // with Fit::crop: stretched to this square, then the centre is cut
};

struct ModelManifest {
  std::string name, version, license, source;
  Task task = Task::labels;
  std::string decoder;                        // "softmax", "ssd", "yolox", … (docs list them)
  std::filesystem::path file;                 // absolute: .xml, .onnx or .tflite
  std::map<std::string, std::string> sha256;  // file name in the pack -> hash
  ModelInput input;
  std::map<std::string, std::string> outputs;  // role -> tensor name in the file
  std::vector<std::string> labels;             // class id -> name; empty string: no class
  std::string precision = "auto";              // or "f32": the same vectors on every CPU
  Json parameters;                             // the decoder's own: thresholds, calibration, …

  // parameters[name] where it is a finite number, else `fallback`.
  [[nodiscard]] float parameter(char const* name, float fallback) const;
};

struct Pack {
  std::string name, version;
  std::filesystem::path folder;
  std::vector<ModelManifest> models;
  Json taxonomy;    // label -> {parents, aliases, categories}; empty where the pack has none
  Json moderation;  // label -> moderation category; empty where the pack has none
};

// Reads and checks the manifest: every field's type and range, every file there and of its size.
// `verify_hashes` also reads every file and compares SHA-256 (seconds for a large pack).
// Errors: not_found "ModelPackMissing", "ModelFileMissing"; invalid_argument "InvalidManifest" (the
// message says which field of which model, and what it should be), "UnsupportedPackVersion";
// corrupt "ModelCorrupt".
[[nodiscard]] Result<Pack> read_pack(std::filesystem::path const& folder,
                                     bool verify_hashes = false);

[[nodiscard]] std::string_view to_string(Task task) noexcept;

}  // namespace helio::vision
