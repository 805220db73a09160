// Credentials of a role: from the container's endpoint (ECS, EKS) and from the machine's metadata
// (EC2, IMDSv2).
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/credentials.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"

namespace helio::awscloud {
namespace {

constexpr std::size_t kAnswerBytesMax = 64U << 10U;
constexpr std::chrono::milliseconds kConnectTimeout{1'000};
constexpr std::chrono::milliseconds kTimeout{2'000};
constexpr std::string_view kContainerHost = "http://169.254.170.2";
constexpr std::string_view kInstanceHost = "http://169.254.169.254";
constexpr std::string_view kRoles = "/latest/meta-data/iam/security-credentials/";
constexpr std::string_view kTokenSeconds = "21600";
constexpr int kAttemptsMax = 3;

tl::unexpected<Error> unusable(std::string const& who) {
  return fail(Errc::unavailable, "InvalidCredentials",
              who + " answered no credentials; look at the role that it gives.");
}

tl::unexpected<Error> no_metadata() {
  return fail(Errc::timed_out, "RequestTimeout",
              "The machine's metadata did not answer in time, and there are no other AWS "
              "credentials; on a machine that has none, set AWS_ACCESS_KEY_ID and "
              "AWS_SECRET_ACCESS_KEY, or give a profile.");
}

// {"AccessKeyId","SecretAccessKey","Token","Expiration"} of both services.
Result<std::optional<Credentials>> read_answer(std::string const& body, std::string const& who) {
  auto const json = parse_json(body, {.bytes_max = kAnswerBytesMax, .depth_max = 8});
  if (!json) return unusable(who);
  Credentials found{text_member(*json, "AccessKeyId"), text_member(*json, "SecretAccessKey"),
                    text_member(*json, "Token")};
  std::string const expiration = text_member(*json, "Expiration");
  auto const expires_at = parse_rfc3339(expiration);
  bool const timeless = !expiration.empty() && !expires_at;
  if (found.access_key_id.empty() || found.secret_access_key.empty() || timeless) {
    return unusable(who);
  }
  if (expires_at) found.expires_at = *expires_at;
  return found;
}

curl::HttpRequest request_to(std::string url) {
  curl::HttpRequest request;
  request.url = std::move(url);
  request.direct = request.url.starts_with("http://");  // an address of this machine
  request.connect_timeout = kConnectTimeout;
  request.timeout = kTimeout;
  request.response_bytes_max = kAnswerBytesMax;
  return request;
}

// The metadata are busy or restarted for a moment now and then.
Result<curl::HttpResponse> ask_metadata(Transport const& transport, curl::HttpRequest request) {
  for (int attempt = 1;; ++attempt) {
    auto answer = transport(request);
    bool const passing = answer ? answer->status >= 500 : answer.error().code == Errc::timed_out;
    if (!passing || attempt == kAttemptsMax) return answer;
  }
}

// A token goes in the clear only within the machine: over http to loopback and to the addresses of
// ECS and EKS.
bool may_be_asked(std::string const& url) {
  if (url.starts_with("https://")) return true;
  for (std::string_view const host :
       {"http://127.0.0.1", "http://localhost", "http://[::1]", "http://169.254.170.2",
        "http://169.254.170.23", "http://[fd00:ec2::23]"}) {
    bool const ends =
        url.size() == host.size() || url.find_first_of(":/", host.size()) == host.size();
    if (url.starts_with(host) && ends) return true;
  }
  return false;
}

// What goes into the Authorization header; the file is read each time, as it is renewed.
Result<std::string> container_token(Settings const& settings) {
  std::string token = settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN").value_or("");
  if (auto const file = settings.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
    auto const bytes = read_file(*file, kAnswerBytesMax);
    if (!bytes) return tl::unexpected(bytes.error());
    token = text_of(*bytes);
    while (token.ends_with('\n') || token.ends_with('\r')) token.pop_back();
  }
  if (token.find_first_of("\r\n") == std::string::npos) return token;
  return fail(Errc::unauthenticated, "InvalidCredentials",
              "The container's authorization token has line breaks; it is one line.");
}

}  // namespace

CredentialSource container_credentials(Settings const& settings, Transport transport) {
  return [&settings, transport = std::move(transport)]() -> Result<std::optional<Credentials>> {
    auto const relative = settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    auto const full = settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (!relative && !full) return std::nullopt;
    auto request = request_to(relative ? std::string(kContainerHost) + *relative : *full);
    if (!may_be_asked(request.url)) {
      return fail(Errc::invalid_argument, "InvalidCredentials",
                  "AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor an address of this "
                  "machine.");
    }
    auto token = container_token(settings);
    if (!token) return fail(token);
    if (!token->empty()) request.headers.emplace_back("Authorization", std::move(*token));
    request.headers.emplace_back("Accept", "application/json");
    auto const answer = transport(request);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != 200) return unusable("The container's endpoint");
    return read_answer(answer->body, "The container's endpoint");
  };
}

// Where nothing listens this is no machine of AWS's, and the source has nothing to say. What does
// not answer in time may be one: that must not look like a machine without a role.
CredentialSource instance_credentials(Settings const& settings, Transport transport) {
  return [&settings, transport = std::move(transport)]() -> Result<std::optional<Credentials>> {
    if (settings.variable("AWS_EC2_METADATA_DISABLED") == "true") return std::nullopt;
    std::string const host =
        settings.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT").value_or(std::string(kInstanceHost));
    auto ask = request_to(host + "/latest/api/token");
    ask.method = "PUT";
    ask.headers = {{"x-aws-ec2-metadata-token-ttl-seconds", std::string(kTokenSeconds)}};
    auto const token = ask_metadata(transport, std::move(ask));
    if (!token && token.error().code == Errc::timed_out) return no_metadata();
    if (token && token->status >= 500) return unusable("The machine's metadata");
    if (!token || token->status != 200) return std::nullopt;
    if (token->body.find_first_of("\r\n") != std::string::npos) return unusable("The metadata");

    auto look = request_to(host + std::string(kRoles));
    look.headers = {{"x-aws-ec2-metadata-token", token->body}};
    auto const roles = ask_metadata(transport, look);
    if (!roles) return tl::unexpected(roles.error());
    if (roles->status == 404) return std::nullopt;  // a machine without a role
    if (roles->status != 200) return unusable("The machine's metadata");
    look.url += curl::percent_encoded(roles->body.substr(0, roles->body.find('\n')));
    auto const answer = ask_metadata(transport, look);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status != 200) return unusable("The machine's metadata");
    return read_answer(answer->body, "The machine's metadata");
  };
}

}  // namespace helio::awscloud
