// CloudParts: what the settings put into AWS instead of this process and its folder.
//
//   analyzer = "rekognition"    pictures are looked at by Amazon Rekognition
//   objects = "s3"              the watched bucket is one of Amazon S3's (bucket_watch.hpp)
//   results = "dynamodb"        results are kept in a table of Amazon DynamoDB
//
// Region, credentials and endpoints are those of every AWS tool: AWS_REGION, AWS_PROFILE,
// AWS_ENDPOINT_URL, … (adapters/awscloud/settings.hpp).
#pragma once

#include <memory>

#include "adapters/awscloud/cloud.hpp"
#include "adapters/awscloud/object_store.hpp"
#include "functions/image_analyzer.hpp"
#include "functions/url_signer.hpp"
#include "helio/config.hpp"
#include "helio/storage.hpp"

namespace helio::cli {

class CloudParts {
 public:
  // Nothing is asked of AWS yet. Errors: those of awscloud::Settings.
  [[nodiscard]] static Result<std::unique_ptr<CloudParts>> open(Config const& config);

  // Puts stores in the place of the storage's own. The parts outlive them.
  void place(Storage& storage) const;
  // Null: here. The storage outlives it.
  [[nodiscard]] std::unique_ptr<functions::UrlSigner> signer() const;
  [[nodiscard]] std::unique_ptr<functions::ImageAnalyzer> analyzer(Storage& storage) const;

 private:
  explicit CloudParts(Config const& config) : config_(config) {}

  Config const& config_;
  std::unique_ptr<awscloud::Cloud> cloud_;  // null: everything is here
  std::unique_ptr<awscloud::ObjectStore> bucket_;
};

}  // namespace helio::cli
