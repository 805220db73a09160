// RecordingLoader: decorates a ModelLoader so that every picture drawn into a model's input is
// kept.
//
// What a whole analysis asks of its models can then be asked again without the analysis: the same
// pictures, in the order in which they were started.
//
// Threads  as the decorated loader and models; recorded() must not run beside them.
// Memory   every input, 3 bytes per pixel: some MB per analysed picture.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "vision/model.hpp"

namespace helio::bench {

struct RecordedInput {
  std::string model;  // name in the manifest
  image::Pixels picture;
};

class Recording {
 public:
  void add(std::string const& model, image::PixelsView picture);
  // Everything since the last call.
  [[nodiscard]] std::vector<RecordedInput> take();

 private:
  std::mutex mutex_;
  std::vector<RecordedInput> inputs_;
};

class RecordingLoader final : public vision::ModelLoader {
 public:
  // Both must outlive the loader and its models.
  RecordingLoader(vision::ModelLoader& loader, Recording& recording)
      : loader_(loader), recording_(recording) {}

  [[nodiscard]] Result<std::unique_ptr<vision::Model>> load(
      vision::ModelManifest const& manifest) override;

 private:
  vision::ModelLoader& loader_;
  Recording& recording_;
};

}  // namespace helio::bench
