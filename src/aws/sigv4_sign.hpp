// Signing: what a client does with its key. Our own requests to AWS, the presigned URLs of
// /upload-url, and the tests sign with it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "aws/sigv4.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::aws {

struct SigningIdentity {
  std::string access_key_id, secret_access_key;
  std::string session_token = {};  // of temporary credentials
  std::string region = "us-east-1";
};

struct Signing {
  std::string_view service = "s3";
  Timestamp time;
  std::string_view payload_hash;  // hex, or kUnsignedPayload
};

// Adds x-amz-date, x-amz-content-sha256 (for S3), x-amz-security-token and Authorization to
// `head.headers`; signs all headers that are there, which must hold Host.
void sign_headers(http::RequestHead& head, SigningIdentity const& identity, Signing const& signing);

// The query of a presigned URL: `head.query` with the X-Amz-… parameters, encoded, without "?".
// Signs all headers that are there. Errors: invalid_argument "InvalidArgument" for an expiry
// outside 1 s to 7 days.
[[nodiscard]] Result<std::string> presigned_query(http::RequestHead const& head,
                                                  SigningIdentity const& identity,
                                                  Signing const& signing,
                                                  std::chrono::seconds expires);

}  // namespace helio::aws
