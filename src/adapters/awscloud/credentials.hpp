// Credentials: whose requests these are, found where the SDKs look, and renewed in time.
//
// Order    the environment (AWS_ACCESS_KEY_ID…), the profile's keys or role
// (profile_credentials.cpp),
//          the container's endpoint (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI: ECS,
//          EKS), the machine's metadata (IMDSv2, three tries; AWS_EC2_METADATA_DISABLED=true leaves
//          it out). The first that has some counts.
// Renewal  temporary ones are fetched anew kRenewBefore their end, by one thread while the others
//          wait; if that fails they are used to their end, and asked for each kRenewalPause.
// Errors   unauthenticated "NoCredentials" (nowhere any), "ExpiredToken" (over, and no new ones),
//          "InvalidCredentials" (a source that has half of them); unsupported "UnsupportedProfile"
//          (sso_…, credential_process, mfa_serial, a web identity: give their keys in the
//          environment); STS's, for a role; those of the exchange with a source.
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
[[nodiscard]] CredentialSource profile_credentials(Settings const& settings, Transport transport,
                                                   Clock const& clock);
[[nodiscard]] CredentialSource container_credentials(Settings const& settings, Transport transport);
[[nodiscard]] CredentialSource instance_credentials(Settings const& settings, Transport transport);

// All of them, in order. The settings and the clock outlive them.
[[nodiscard]] std::vector<CredentialSource> credential_sources(Settings const& settings,
                                                               Transport const& transport,
                                                               Clock const& clock);

// For sources: of an id and a secret, which are both there or neither. `where` they were looked
// for.
[[nodiscard]] Result<std::optional<Credentials>> made_of(std::optional<std::string> id,
                                                         std::optional<std::string> secret,
                                                         std::optional<std::string> token,
                                                         std::string const& where);

}  // namespace helio::awscloud
