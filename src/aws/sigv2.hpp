// Signature Version 2, which S3 still takes: `aws s3 presign` and boto3's generate_presigned_url
// make such URLs wherever nobody asks for version 4, and old clients sign headers and forms so.
// Only verified, never made.
// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
//
// The signature covers method, Content-MD5, Content-Type, every x-amz- header and parameter, the
// date or expiry, the resource and its sub-resources.
// Errors: forbidden "AccessDenied" (expired, or no date), "RequestTimeTooSkewed",
// "InvalidAccessKeyId", "SignatureDoesNotMatch"; and those of the CredentialStore.
#pragma once

#include <string>
#include <string_view>

#include "aws/credentials.hpp"
#include "aws/failure.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws {

// HMAC-SHA1 as base64, which is all there is to version 2.
[[nodiscard]] std::string signature_v2(std::string_view secret_access_key, std::string_view text);

// In the query, and in the Authorization header ("AWS id:signature").
[[nodiscard]] bool is_presigned_v2(http::RequestHead const& head);
[[nodiscard]] bool is_signed_v2(http::RequestHead const& head);

// `resource`: "/bucket/key" as sent, still percent-encoded, with the bucket also where it stands in
// the host.
[[nodiscard]] Outcome<Verified> verify_v2(http::RequestHead const& head, std::string_view resource,
                                          CredentialStore& credentials, Clock const& clock);

}  // namespace helio::aws
