// LocalImageAnalyzer: the engine in process behind the port, on the bytes of an object.
#pragma once

#include <utility>

#include "functions/image_analyzer.hpp"
#include "objects/object_store.hpp"
#include "vision/analyzer.hpp"

namespace helio::functions {

class LocalImageAnalyzer final : public ImageAnalyzer {
 public:
  LocalImageAnalyzer(vision::Analyze analyze, objects::ObjectStore& objects,
                     vision::AnalyzeOptions options = {})
      : analyze_(std::move(analyze)), objects_(objects), options_(options) {}

  Result<ImageAnalysis> analyze(ImageLocation const& image) override;

 private:
  const vision::Analyze analyze_;
  objects::ObjectStore& objects_;
  const vision::AnalyzeOptions options_;
};

}  // namespace helio::functions
