// Wiring: one of the six functions over AWS's services, made of the environment. Only what that
// function needs is opened, so that it starts soon.
//
//   _HANDLER                 which function: "image_processor"
//   IMAGE_BUCKET             uploads (presigned_url_generator), and what is derived from them
//   DERIVED_BUCKET           analyses past the workflow's limit; IMAGE_BUCKET where it is not set
//   RESULTS_TABLE            the DynamoDB table of records
//   RETENTION_DAYS           records expire after so many; 0, or not set: never
//   UPLOAD_URL_EXPIRY        seconds that an upload URL is good for; 900
//   NOTIFICATION_TOPIC_ARN   the SNS topic of notification_handler
//   ANALYZER                 "rekognition", or "models": those of the package (local_analyzer.hpp)
//   REKOGNITION_FROM_S3      "true": Rekognition reads the object itself; "false": it gets the
//   bytes CURSOR_SECRET            signs the cursors of result_viewer
// Region, endpoints and credentials: adapters/awscloud/settings.hpp.
#pragma once

#include <memory>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "functions/function.hpp"
#include "lambda/variables.hpp"

namespace helio::lambda {

class Wiring {
 public:
  // Errors: invalid_argument "Runtime.NoSuchHandler", "Runtime.ConfigInvalid"; those of the models.
  [[nodiscard]] static Result<std::unique_ptr<Wiring>> open(Variables const& variables);
  ~Wiring();
  Wiring(Wiring const&) = delete;
  Wiring& operator=(Wiring const&) = delete;

  [[nodiscard]] functions::Function& function();

 private:
  struct Parts;
  explicit Wiring(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace helio::lambda
