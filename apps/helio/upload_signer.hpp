// UploadSigner: upload URLs of this server, signed with the first admin's key.
#pragma once

#include <mutex>
#include <string>

#include "aws/sigv4_sign.hpp"
#include "base/clock.hpp"
#include "functions/url_signer.hpp"

namespace helio::cli {

class UploadSigner final : public functions::UrlSigner {
 public:
  UploadSigner(aws::SigningIdentity identity, Clock const& clock)
      : identity_(std::move(identity)), clock_(clock) {}

  // What URLs begin with, "http://127.0.0.1:8080": known when the server listens. Where it is not
  // `public_url`, a client that named this server gets a URL with the name that it used: a page may
  // send to its own origin only.
  void set_endpoint(std::string endpoint, bool is_public_url);

  Result<functions::SignedUpload> sign_upload(functions::UploadTerms const& terms) override;

 private:
  const aws::SigningIdentity identity_;
  Clock const& clock_;
  std::mutex mutex_;
  std::string endpoint_;
  bool is_public_url_ = false;
  [[nodiscard]] std::string endpoint_for(std::string const& origin);
};

}  // namespace helio::cli
