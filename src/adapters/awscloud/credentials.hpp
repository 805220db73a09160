// Credentials: whose requests these are, found where the SDKs look, and renewed in time.
//
// Order    the environment (AWS_ACCESS_KEY_ID…), the profile's keys, the container's endpoint
//          (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI: ECS, EKS), the machine's metadata
//          (IMDSv2; AWS_EC2_METADATA_DISABLED=true leaves it out). The first that has some counts.
// Renewal  temporary ones are fetched anew kRenewBefore their end, by one thread while the others
//          wait; if that fails they are used to their end, and asked for each kRenewalPause.
// Errors   unauthenticated "NoCredentials" (nowhere any), "ExpiredToken" (over, and no new ones),
//          "InvalidCredentials" (a source that has half of them); unsupported "UnsupportedProfile"
//          (role_arn, sso_… and credential_process: give their keys in the environment); those of
//          the exchange with a source.
// Threads  callable from any.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "adapters/awscloud/settings.hpp"
#include "adapters/awscloud/transport.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::awscloud {

inline constexpr std::chrono::minutes kRenewBefore{5};
inline constexpr std::chrono::seconds kRenewalPause{30};

struct Credentials {
  std::string access_key_id, secret_access_key;
  std::string session_token = {};  // of temporary ones
  std::optional<Timestamp> expires_at = {};
};

// None: this source has nothing to say, the next one is asked.
using CredentialSource = std::function<Result<std::optional<Credentials>>()>;

class CredentialChain {
 public:
  CredentialChain(std::vector<CredentialSource> sources, Clock const& clock)
      : sources_(std::move(sources)), clock_(clock) {}

  [[nodiscard]] Result<Credentials> get();
  // AWS said that these are over: the next get() fetches others, unless that happened already.
  void forget(std::string const& access_key_id);

 private:
  [[nodiscard]] Result<Credentials> fetch() const;

  const std::vector<CredentialSource> sources_;
  Clock const& clock_;
  std::mutex mutex_;
  std::optional<Credentials> current_;
  Timestamp asked_at_ = Timestamp::min();  // the sources, last
};

[[nodiscard]] CredentialSource environment_credentials(Settings const& settings);
[[nodiscard]] CredentialSource profile_credentials(Settings const& settings);
[[nodiscard]] CredentialSource container_credentials(Settings const& settings, Transport transport);
[[nodiscard]] CredentialSource instance_credentials(Settings const& settings, Transport transport);

// All of them, in order. The settings outlive them.
[[nodiscard]] std::vector<CredentialSource> credential_sources(Settings const& settings,
                                                               Transport const& transport);

}  // namespace helio::awscloud
