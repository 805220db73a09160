// ModerationDetector: what a picture should perhaps not be shown for, in the names and levels of
// Amazon Rekognition's moderation taxonomy, version 7.
//
// Two sources. A model of the task "moderation" (decoder "two-class") gives one number, safe or
// not; it was trained on sexually explicit pictures and does not tell their kinds apart, so that it
// speaks for "Explicit" (level 1) and for nothing below. And a published table (moderation.json of
// the pack; docs/models.md lists it) maps labels to categories: a Revolver is Weapons, under
// Violence.
//
// Manifest parameters of the model: "views" (views.hpp), "unsafe_row" (1), "activation" ("softmax"
// for logits), "calibration_slope" and "calibration_offset" as in objects.hpp.
// Errors   invalid_argument "InvalidManifest" (said at the first picture), "EmptyImage";
// unavailable
//          "InferenceFailed", "UnexpectedModelOutput".
// Threads  all calls from any number of threads.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "vision/analysis.hpp"
#include "vision/views.hpp"

namespace helio::vision {

class ModerationDetector {
 public:
  // Models must outlive this. A table of another shape maps nothing; without a model the picture is
  // judged by its labels alone.
  ModerationDetector(std::vector<Model*> models, Json const& table);

  // How sure it is that the picture is explicit, 0..1: the largest of the models' answers.
  [[nodiscard]] Result<double> unsafe(image::PixelsView picture) const;

  // Categories and their ancestors, best first, a parent before its child; 1 % and more. `labels`
  // are all that were found, not only those reported. Pure.
  [[nodiscard]] std::vector<ModerationLabel> labels(double unsafe,
                                                    std::span<Label const> labels) const;

 private:
  struct Category {
    std::string parent;  // empty at level 1
    int level = 1;
  };
  struct Judge {
    Model* model = nullptr;
    std::vector<View> views;
  };

  [[nodiscard]] Result<double> judge(Judge const& judge, ViewRuns& runs) const;

  Result<void> ready_;
  std::vector<Judge> judges_;
  std::map<std::string, Category> categories_;
  std::map<std::string, std::string> category_of_;  // label -> category
};

}  // namespace helio::vision
