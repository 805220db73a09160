// CloudParts: what the settings put into AWS instead of this process and its folder.
//
//   analyzer = "rekognition"    pictures are looked at by Amazon Rekognition
//   results = "dynamodb"        results are kept in a table of Amazon DynamoDB
//
// Region, credentials and endpoints are those of every AWS tool: AWS_REGION, AWS_PROFILE,
// AWS_ENDPOINT_URL, … (adapters/awscloud/settings.hpp).
#pragma once

#include <memory>

#include "adapters/awscloud/cloud.hpp"
#include "functions/image_analyzer.hpp"
#include "helio/config.hpp"
#include "objects/object_store.hpp"
#include "results/result_store.hpp"

namespace helio::cli {

class CloudParts {
 public:
  // Nothing is asked of AWS yet. Errors: those of awscloud::Settings.
  [[nodiscard]] static Result<std::unique_ptr<CloudParts>> open(Config const& config);

  // Null: here. Objects and clock outlive them, and so do the parts.
  [[nodiscard]] std::unique_ptr<functions::ImageAnalyzer> analyzer(objects::ObjectStore& objects,
                                                                   Clock const& clock) const;
  [[nodiscard]] std::unique_ptr<results::ResultStore> results() const;

 private:
  explicit CloudParts(Config const& config) : config_(config) {}

  Config const& config_;
  std::unique_ptr<awscloud::Cloud> cloud_;  // null: everything is here
};

}  // namespace helio::cli
