// Cloud: what every adapter of this folder stands on, made of the environment in one line.
#pragma once

#include <memory>

#include "adapters/awscloud/client.hpp"
#include "adapters/curl/http_client.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"

namespace helio::awscloud {

class Cloud {
 public:
  // Credentials are looked for at the first call, so that a program starts without them.
  // Errors: those of Settings::load().
  [[nodiscard]] static Result<std::unique_ptr<Cloud>> open(Environment environment);

  [[nodiscard]] Client& client() noexcept { return client_; }

 private:
  explicit Cloud(Settings settings);

  SystemClock clock_;
  SystemRandom random_;
  curl::HttpClient http_;
  const Settings settings_;
  CredentialChain credentials_;
  Client client_;
};

}  // namespace helio::awscloud
