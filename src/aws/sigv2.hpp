// Presigned URLs of Signature Version 2, which S3 still takes: `aws s3 presign` and boto3's
// generate_presigned_url make them wherever nobody asks for version 4. Only verified, never made,
// and only in the query; version 2 in the Authorization header is refused.
// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
#pragma once

#include <string_view>

#include "aws/credentials.hpp"
#include "aws/failure.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws {

[[nodiscard]] bool is_presigned_v2(http::RequestHead const& head);

// `resource`: "/bucket/key" as sent, still percent-encoded, with the bucket also where it stands in
// the host. The signature covers method, Content-MD5, Content-Type, every x-amz- header and
// parameter, the expiry, the resource and its sub-resources.
// Errors: forbidden "AccessDenied" (expired, or no number), "InvalidAccessKeyId",
// "SignatureDoesNotMatch"; and those of the CredentialStore.
[[nodiscard]] Outcome<Verified> verify_presigned_v2(http::RequestHead const& head,
                                                    std::string_view resource,
                                                    CredentialStore& credentials,
                                                    Clock const& clock);

}  // namespace helio::aws
