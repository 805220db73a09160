// Profile files: ~/.aws/credentials and ~/.aws/config, as the AWS SDKs read them.
//
//   [default]                      # ";" and "#" begin comments
//   region = eu-central-1
//   [profile photos]               # in the config file; "[photos]" in the credentials file
//   services = local
//   [services local]
//   s3 =                           # an indented line belongs to the one above: "s3.endpoint_url"
//     endpoint_url = http://127.0.0.1:8080
//
// Bounds   kProfileFileBytesMax, kProfileLinesMax. A line that is no setting is passed over, as
//          SDKs do: one broken profile must not take the others away.
// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::awscloud {

inline constexpr std::size_t kProfileFileBytesMax = 1U << 20U;
inline constexpr std::size_t kProfileLinesMax = 20'000;

using ProfileSection = std::map<std::string, std::string, std::less<>>;

struct ProfileFile {
  std::map<std::string, ProfileSection, std::less<>> profiles;  // by name
  std::map<std::string, ProfileSection, std::less<>> services;  // "[services NAME]"
};

enum class ProfileFileKind { config, credentials };

// Errors: too_large "ProfileFileTooLarge".
[[nodiscard]] Result<ProfileFile> parse_profile_file(std::string_view text, ProfileFileKind kind);

}  // namespace helio::awscloud
