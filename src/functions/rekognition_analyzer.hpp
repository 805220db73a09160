// rekognition_analyzer (AnalyzeWithRekognition): what is in the picture.
//
// Event    {"record": image_processor's result}
// Result   {"confidence": the highest label confidence, 0 without labels,
//           "analysis": {labels,faces,text,moderation,properties,models,timings_ms}, or a reference
//           to it (functions/spill.hpp)}
// Errors   ImageAnalyzer's; "InvalidRecord"; the object store's.
#pragma once

#include <string>

#include "functions/function.hpp"
#include "functions/image_analyzer.hpp"
#include "functions/spill.hpp"
#include "objects/object_store.hpp"

namespace helio::functions {

struct SpillOptions {
  std::string bucket = kDerivedBucket;
  std::size_t bytes_max = 192U << 10U;  // of the analysis; the workflow's data holds more than it
};

class RekognitionAnalyzer final : public Function {
 public:
  RekognitionAnalyzer(ImageAnalyzer& analyzer, objects::ObjectStore& objects,
                      SpillOptions spill = {})
      : analyzer_(analyzer), objects_(objects), spill_(std::move(spill)) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "rekognition_analyzer"; }
  Result<Json> handle(Json const& event, Context const& context) override;

 private:
  ImageAnalyzer& analyzer_;
  objects::ObjectStore& objects_;
  const SpillOptions spill_;
};

}  // namespace helio::functions
