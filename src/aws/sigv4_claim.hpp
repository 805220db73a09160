// What a request says of its signature, in the Authorization header or in the query of a presigned
// URL. Nothing of it is believed before sigv4_verify.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/sigv4.hpp"
#include "base/result.hpp"

namespace helio::aws {

struct SignatureClaim {
  std::string access_key_id;
  CredentialScope scope;
  std::vector<std::string> signed_headers;  // lower case, sorted, at most kSignedHeadersMax
  std::string signature;                    // 64 lower-case hex digits
  // Of a presigned URL; a header's time stands in a header of its own.
  std::string amz_date = {};
  std::optional<int> expires_s = {};
};

constexpr std::size_t kSignedHeadersMax = 64;
constexpr int kExpiresMax_s = 7 * 24 * 3600;

// Errors: invalid_argument "AuthorizationHeaderMalformed"; "InvalidRequest" for other schemes than
// AWS4-HMAC-SHA256.
[[nodiscard]] Result<SignatureClaim> parse_authorization(std::string_view header);

// Errors: invalid_argument "AuthorizationQueryParametersError".
[[nodiscard]] Result<SignatureClaim> parse_presigned_query(Query const& query);

// The service that a request is signed for, read without judging the rest: "s3", "rekognition".
// None where the request has no AWS signature. A malformed one counts as S3's, which says so.
[[nodiscard]] std::optional<std::string> signed_service(http::RequestHead const& head);

}  // namespace helio::aws
