// LocalImageAnalyzer: the engine in process behind the port, on the bytes of an object.
#pragma once

#include "functions/image_analyzer.hpp"
#include "objects/object_store.hpp"
#include "vision/analyzer.hpp"

namespace helio::functions {

class LocalImageAnalyzer final : public ImageAnalyzer {
 public:
  LocalImageAnalyzer(vision::Analyzer const& analyzer, objects::ObjectStore& objects,
                     vision::AnalyzeOptions options = {})
      : analyzer_(analyzer), objects_(objects), options_(options) {}

  Result<ImageAnalysis> analyze(ImageLocation const& image) override;

 private:
  vision::Analyzer const& analyzer_;
  objects::ObjectStore& objects_;
  const vision::AnalyzeOptions options_;
};

}  // namespace helio::functions
