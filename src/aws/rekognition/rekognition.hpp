// Rekognition: Amazon Rekognition's operations on pictures, as a table for the wire and for the
// workflow. Each operation is a file; the description says what its input may be.
// https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Operations.html
#pragma once

#include "aws/json/service.hpp"
#include "aws/rekognition/inspector.hpp"

namespace helio::aws::json {
extern ServiceModel const rekognition_model;  // cmake/AwsModel.cmake
}

namespace helio::aws::rekognition {

[[nodiscard]] Result<Json> compare_faces(Inspector& inspector, Json const& input,
                                         json::Caller const& caller);
[[nodiscard]] Result<Json> detect_faces(Inspector& inspector, Json const& input,
                                        json::Caller const& caller);
[[nodiscard]] Result<Json> detect_labels(Inspector& inspector, Json const& input,
                                         json::Caller const& caller);
[[nodiscard]] Result<Json> detect_moderation_labels(Inspector& inspector, Json const& input,
                                                    json::Caller const& caller);
[[nodiscard]] Result<Json> detect_text(Inspector& inspector, Json const& input,
                                       json::Caller const& caller);

// The inspector outlives the service.
[[nodiscard]] json::Service rekognition_service(Inspector& inspector);

}  // namespace helio::aws::rekognition
