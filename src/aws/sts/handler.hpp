// StsHandler: AWS Security Token Service as far as it says who asks: GetCallerIdentity. It speaks
// the query protocol: parameters in a form or in the query, answers in XML.
//
// Errors   STS's names: 403 "MissingAuthenticationToken", "InvalidClientTokenId",
//          "SignatureDoesNotMatch" (also of a clock that is wrong); 400 "IncompleteSignature",
//          "MissingAction", "InvalidAction" for every other operation, "MalformedQueryString".
// Bounds   a body is at most kBodyBytesMax, and only taken from who names a key that exists.
// Threads  as http::Handler. Credentials and clock outlive the handler.
#pragma once

#include <string>

#include "aws/sigv4_verify.hpp"
#include "http/handler.hpp"

namespace helio::aws::sts {

constexpr std::size_t kBodyBytesMax = std::size_t{64} << 10U;

class StsHandler final : public http::Handler {
 public:
  StsHandler(CredentialStore& credentials, Clock const& clock, std::string account_id)
      : verifier_(credentials, clock), account_id_(std::move(account_id)) {}

  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

 private:
  [[nodiscard]] http::Response answer(http::RequestHead const& head, Claimed const& claimed,
                                      std::string const& body) const;

  const SignatureVerifier verifier_;
  const std::string account_id_;
};

}  // namespace helio::aws::sts
