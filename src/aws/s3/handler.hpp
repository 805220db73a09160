// S3Handler: Amazon S3's REST interface over the object ports. It finds the operation, checks the
// signature and the grant, and lets the operation answer; operations.hpp has them all.
//
// Order of checks, as S3's: address, signature, unsupported headers, grant, the operation itself.
// Threads  as http::Handler. Stores, credentials and clock outlive the handler.
#pragma once

#include "aws/credentials.hpp"
#include "aws/s3/call.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws::s3 {

class S3Handler final : public http::Handler {
 public:
  S3Handler(Stores stores, CredentialStore& credentials, Clock const& clock, Options options)
      : stores_(stores),
        credentials_(credentials),
        clock_(clock),
        verifier_(credentials, clock),
        options_(std::move(options)) {}

  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

 private:
  [[nodiscard]] Outcome<Verified> verify(http::RequestHead const& head, Address const& address,
                                         Payload const& payload) const;
  [[nodiscard]] Outcome<Call> signed_call(http::RequestHead const& head) const;
  [[nodiscard]] Outcome<http::Begun> begin_form(http::RequestHead const& head) const;
  [[nodiscard]] Outcome<http::Begun> run(http::RequestHead const& head) const;

  const Stores stores_;
  CredentialStore& credentials_;
  Clock const& clock_;
  const SignatureVerifier verifier_;
  const Options options_;
};

}  // namespace helio::aws::s3
