// Settings: what the environment and the profile files say to every AWS client: the profile, the
// region, endpoints. The names and their order are the SDKs'.
//
//   AWS_PROFILE, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE     the profile
//   AWS_REGION, AWS_DEFAULT_REGION, the profile's `region`        the region
//   AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's `services` and `endpoint_url`
//                                                                 another address than AWS's
//   AWS_MAX_ATTEMPTS, the profile's `max_attempts`                tries of one call, 3 by default
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/awscloud/profile_file.hpp"
#include "base/result.hpp"

namespace helio::awscloud {

using Environment = std::function<char const*(char const*)>;  // getenv, but for tests

inline constexpr int kAttemptsMax = 20;  // that may be set

// A service by its host and signing name, and by the id that settings have for it.
struct Service {
  std::string_view name;               // "states": of states.eu-central-1.amazonaws.com
  std::string_view id;                 // "sfn": of AWS_ENDPOINT_URL_SFN and of [services]
  std::string_view json_version = {};  // of its protocol, where that is JSON
};

inline constexpr Service kS3{"s3", "s3"};
inline constexpr Service kDynamoDb{"dynamodb", "dynamodb", "1.0"};
inline constexpr Service kRekognition{"rekognition", "rekognition", "1.1"};
inline constexpr Service kSns{"sns", "sns"};
inline constexpr Service kStates{"states", "sfn", "1.0"};
inline constexpr Service kEvents{"events", "eventbridge", "1.1"};
inline constexpr Service kSts{"sts", "sts"};

class Settings {
 public:
  // A file that is not there is empty. Errors: not_found "ProfileNotFound" for a profile that is
  // asked for by name and stands in no file; those of read_file() and parse_profile_file().
  [[nodiscard]] static Result<Settings> load(Environment environment);

  // Errors: invalid_argument "MissingRegion", "InvalidRegion" (it becomes part of a host's name).
  [[nodiscard]] Result<std::string> region() const;
  // "https://s3.eu-central-1.amazonaws.com", or what is set instead, without a slash at the end.
  // Errors: as region(); invalid_argument "InvalidEndpoint".
  [[nodiscard]] Result<std::string> endpoint(Service service) const;
  // Whether an endpoint of one's own is set.
  [[nodiscard]] bool has_own_endpoint(Service service) const;
  [[nodiscard]] int attempts_max() const;

  // Of the chosen profile, or of another; none where it is not set or empty.
  [[nodiscard]] std::optional<std::string> profile(std::string_view setting) const;
  [[nodiscard]] std::optional<std::string> profile(std::string const& name,
                                                   std::string_view setting) const;
  [[nodiscard]] std::optional<std::string> variable(std::string const& name) const;
  [[nodiscard]] std::string const& profile_name() const noexcept { return profile_name_; }

 private:
  [[nodiscard]] std::optional<std::string> own_endpoint(Service service) const;

  Environment environment_;
  std::string profile_name_ = "default";
  std::map<std::string, ProfileSection, std::less<>> profiles_;
  ProfileSection services_;
};

}  // namespace helio::awscloud
