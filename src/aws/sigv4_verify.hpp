// SignatureVerifier: says whether a request was signed by whom it claims, when it claims.
//
// Input    the head, and the payload's hash that the signature covers (payload.hpp for S3; the
//          hash of the whole body for the JSON services).
// Errors   S3's names, with the elements that S3 puts into the document: forbidden "AccessDenied"
//          (no signature, expired, a header that must be signed is not), "InvalidAccessKeyId",
//          "SignatureDoesNotMatch", "RequestTimeTooSkewed"; invalid_argument
//          "AuthorizationHeaderMalformed", "AuthorizationQueryParametersError", "InvalidArgument",
//          "InvalidRequest"; and those of the CredentialStore.
// Threads  callable from any.
//
// Any region is accepted: it is part of the signing key, and a local server stands in for all.
// A session token is accepted as it is, since it is signed and no key here depends on one.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "aws/credentials.hpp"
#include "aws/failure.hpp"
#include "aws/sigv4.hpp"
#include "aws/sigv4_claim.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws {

constexpr std::chrono::minutes kSkewMax{15};

// A signature that holds, with what chunk signatures (aws_chunked.hpp) continue from.
struct Verified {
  Identity identity;
  CredentialScope scope;
  std::string amz_date, signature;
  Bytes signing_key;
};

// A claim that may hold: well-formed, in time, and of a key that exists.
struct Claimed {
  SignatureClaim claim;
  Credential credential;
};

// True where the signature stands in the query: a presigned URL.
[[nodiscard]] bool is_presigned(http::RequestHead const& head);
// True where there is a signature of any kind, in a header or as a presigned URL of version 4.
[[nodiscard]] bool is_signed(http::RequestHead const& head);

// Errors: forbidden "InvalidAccessKeyId"; as the store's.
[[nodiscard]] Outcome<Credential> credential_of(CredentialStore& credentials,
                                                std::string const& access_key_id);

class SignatureVerifier {
 public:
  SignatureVerifier(CredentialStore& credentials, Clock const& clock)
      : credentials_(credentials), clock_(clock) {}

  [[nodiscard]] Outcome<Verified> verify(http::RequestHead const& head,
                                         std::string_view payload_hash,
                                         std::string_view service) const;

  // The same in two steps, for who must have the whole body before the signature over its hash can
  // be checked, and takes no body from just anybody.
  [[nodiscard]] Outcome<Claimed> claim(http::RequestHead const& head,
                                       std::string_view service) const;
  [[nodiscard]] static Outcome<Verified> check(http::RequestHead const& head,
                                               Claimed const& claimed,
                                               std::string_view payload_hash);

 private:
  CredentialStore& credentials_;
  Clock const& clock_;
};

}  // namespace helio::aws
