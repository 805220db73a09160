// Credentials of a profile: its keys, or those of its role, which STS gives for the credentials of
// another profile (source_profile) or of another place (credential_source).
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
#include <utility>

#include "adapters/awscloud/client.hpp"
#include "adapters/awscloud/credentials.hpp"
#include "adapters/awscloud/service_error.hpp"
#include "base/timestamp.hpp"
#include "http/uri.hpp"

namespace helio::awscloud {
namespace {

constexpr int kProfilesMax = 5;  // that take their credentials from each other
constexpr char const* kSessionName = "heliograph";
constexpr char const* kDurationSeconds = "3600";  // what every role allows

struct Finder {
  Settings const& settings;
  Transport const& transport;
  Clock const& clock;

  [[nodiscard]] Result<std::optional<Credentials>> of_profile(std::string const& name,
                                                              int profiles) const;
  [[nodiscard]] Result<std::optional<Credentials>> of_role(std::string const& name,
                                                           CredentialSource const& source) const;
  [[nodiscard]] Result<CredentialSource> source_of(std::string const& name, int profiles) const;
  [[nodiscard]] Result<std::optional<Credentials>> keys_of(std::string const& name) const;
};

tl::unexpected<Error> unsupported(std::string const& profile, std::string const& setting) {
  return fail(Errc::unsupported, "UnsupportedProfile",
              "The profile " + profile + " has " + setting +
                  ", which is not done here; export its keys into the environment, as `aws "
                  "configure export-credentials` prints them.");
}

tl::unexpected<Error> unusable(std::string const& profile, std::string const& why) {
  return fail(Errc::unauthenticated, "InvalidCredentials", "The profile " + profile + why);
}

Result<std::optional<Credentials>> Finder::keys_of(std::string const& name) const {
  return made_of(settings.profile(name, "aws_access_key_id"),
                 settings.profile(name, "aws_secret_access_key"),
                 settings.profile(name, "aws_session_token"), "The profile " + name);
}

// Who asks for the role. A profile that names itself means its own keys.
Result<CredentialSource> Finder::source_of(std::string const& name, int profiles) const {
  auto const profile = settings.profile(name, "source_profile");
  auto const place = settings.profile(name, "credential_source");
  if (profile && !place) {
    return [this, profile = *profile, own = *profile == name, profiles] {
      return own ? keys_of(profile) : of_profile(profile, profiles + 1);
    };
  }
  if (!profile && place == "Environment") return environment_credentials(settings);
  if (!profile && place == "EcsContainer") return container_credentials(settings, transport);
  if (!profile && place == "Ec2InstanceMetadata") return instance_credentials(settings, transport);
  return unusable(name,
                  " has a role_arn; name one source_profile, or as its credential_source "
                  "Environment, EcsContainer or Ec2InstanceMetadata.");
}

Result<std::optional<Credentials>> Finder::of_role(std::string const& name,
                                                   CredentialSource const& source) const {
  CredentialChain chain({source}, clock);
  SystemRandom random;
  Client sts(settings, chain, transport, clock, random);
  http::QueryParameters form = {
      {"Action", "AssumeRole"},
      {"Version", "2011-06-15"},
      {"RoleArn", settings.profile(name, "role_arn").value_or("")},
      {"RoleSessionName", settings.profile(name, "role_session_name").value_or(kSessionName)},
      {"DurationSeconds", settings.profile(name, "duration_seconds").value_or(kDurationSeconds)}};
  if (auto const id = settings.profile(name, "external_id")) form.emplace_back("ExternalId", *id);
  Call call{.service = kSts};
  call.headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}};
  call.body = http::query_text(form);
  auto const answer = sts.send(call);
  if (!answer) return tl::unexpected(answer.error());
  Credentials found{xml_text(answer->body, "AccessKeyId"),
                    xml_text(answer->body, "SecretAccessKey"),
                    xml_text(answer->body, "SessionToken")};
  auto const expires_at = parse_rfc3339(xml_text(answer->body, "Expiration"));
  if (found.access_key_id.empty() || found.secret_access_key.empty() || !expires_at) {
    return fail(Errc::unavailable, "InvalidResponse", "STS answered no credentials; try again.");
  }
  found.expires_at = *expires_at;
  return found;
}

Result<std::optional<Credentials>> Finder::of_profile(std::string const& name, int profiles) const {
  if (profiles > kProfilesMax) {
    return unusable(name, " is one of too many that name each other as source_profile.");
  }
  if (settings.profile(name, "role_arn")) {
    for (char const* setting : {"mfa_serial", "web_identity_token_file"}) {
      if (settings.profile(name, setting)) return unsupported(name, setting);
    }
    auto const source = source_of(name, profiles);
    if (!source) return tl::unexpected(source.error());
    return of_role(name, *source);
  }
  auto found = keys_of(name);
  if (!found || *found) return found;
  for (char const* setting : {"sso_session", "sso_start_url", "credential_process"}) {
    if (settings.profile(name, setting)) return unsupported(name, setting);
  }
  return found;
}

}  // namespace

CredentialSource profile_credentials(Settings const& settings, Transport transport,
                                     Clock const& clock) {
  return [&settings, transport = std::move(transport), &clock] {
    return Finder{settings, transport, clock}.of_profile(settings.profile_name(), 1);
  };
}

}  // namespace helio::awscloud
