// AWS Signature Version 4: the canonical request, the string to sign and the signature. The same
// functions sign (sigv4_sign.hpp) and verify (sigv4_verify.hpp), so that the two cannot differ.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "http/handler.hpp"

namespace helio::aws {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";

// For whom a signature counts: "20130524/us-east-1/s3/aws4_request".
struct CredentialScope {
  std::string date;  // "20130524"
  std::string region, service;
  [[nodiscard]] std::string text() const;
};

using Query = std::vector<std::pair<std::string, std::string>>;

// What a signature covers of a request.
struct SignedParts {
  std::string_view method;
  std::string_view raw_path;                       // as sent, still percent-encoded
  Query const& query;                              // decoded; X-Amz-Signature is left out
  http::Headers const& headers;                    // all of them; `signed_headers` chooses
  std::vector<std::string> const& signed_headers;  // lower case, sorted
  std::string_view payload_hash;                   // hex, "UNSIGNED-PAYLOAD", "STREAMING-…"
};

// S3 encodes a path once and takes it as it is; every other service removes dot segments and
// encodes it twice.
[[nodiscard]] std::string canonical_request(SignedParts const& parts, std::string_view service);

[[nodiscard]] std::string string_to_sign(std::string_view amz_date, CredentialScope const& scope,
                                         std::string_view canonical_request);

[[nodiscard]] Bytes signing_key(std::string_view secret_access_key, CredentialScope const& scope);

// Lower-case hex.
[[nodiscard]] std::string signature(BytesView signing_key, std::string_view string_to_sign);

// "20130524T000000Z"; none where the text is no such time.
[[nodiscard]] std::string amz_date(Timestamp time);
[[nodiscard]] std::optional<Timestamp> parse_amz_date(std::string_view text);

}  // namespace helio::aws
