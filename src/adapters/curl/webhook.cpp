#include "adapters/curl/webhook.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "base/json.hpp"
#include "base/json_dump.hpp"

namespace helio::curl {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::size_t kAnswerBytesMax = 64U << 10U;  // nobody reads it

Bytes key_of(std::string_view secret) {
  if (secret.starts_with(kSecretPrefix)) {
    auto decoded = from_base64(secret.substr(kSecretPrefix.size()));
    if (decoded) return std::move(*decoded);
  }
  BytesView const bytes = bytes_of(secret);
  return {bytes.begin(), bytes.end()};
}

Result<void> judge(HttpResponse const& response) {
  std::string const status = std::to_string(response.status);
  if (response.status >= 200 && response.status < 300) return {};
  if (response.status == 410) {
    return fail(Errc::invalid_argument, "WebhookGone",
                "The webhook's server wants no more notifications (410).");
  }
  if (response.status >= 300 && response.status < 400) {
    return fail(Errc::invalid_argument, "WebhookRedirected",
                "The webhook's server redirects (" + status + "): configure the URL it names.");
  }
  return fail(Errc::unavailable, "WebhookFailed", "The webhook's server answered " + status + ".");
}

}  // namespace

Webhook::Webhook(HttpClient& client, Clock const& clock, WebhookOptions options)
    : client_(client), clock_(clock), options_(std::move(options)) {}

Result<void> Webhook::notify(notify::Notification const& notification) {
  auto const& kinds = options_.kinds;
  if (!kinds.empty() && std::ranges::find(kinds, notification.kind) == kinds.end()) return {};
  HttpRequest request;
  request.method = "POST";
  request.url = options_.url;
  request.body = dump_json(notify::notification_json(notification));
  auto const seconds = std::chrono::floor<std::chrono::seconds>(clock_.wall());
  std::string const timestamp = std::to_string(seconds.time_since_epoch().count());
  request.headers = {{"content-type", "application/json"},
                     {"user-agent", "Heliograph"},
                     {"webhook-id", notification.id},
                     {"webhook-timestamp", timestamp},
                     {"webhook-signature", webhook_signature(options_.secret, notification.id,
                                                             timestamp, request.body)}};
  if (notification.message) {
    request.headers.emplace_back("x-amz-sns-message-type", "Notification");
    request.headers.emplace_back("x-amz-sns-message-id", notification.id);
    request.headers.emplace_back("x-amz-sns-topic-arn", notification.message->topic_arn);
  }
  request.connect_timeout = options_.connect_timeout;
  request.timeout = options_.timeout;
  request.response_bytes_max = kAnswerBytesMax;
  auto const response = client_.send(request);
  if (response) return judge(*response);
  // An answer that is too long is still an answer.
  if (response.error().code == Errc::too_large) return {};
  return tl::unexpected(response.error());
}

std::string webhook_signature(std::string_view secret, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  std::string text(id);
  text.append(1, '.').append(timestamp).append(1, '.').append(body);
  return "v1," + to_base64(hmac_sha256(key_of(secret), text));
}

std::string webhook_channel(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  std::size_t const scheme = url.find("://");
  std::size_t const host = scheme == std::string_view::npos ? 0 : scheme + 3;
  std::size_t const slash = std::min(url.find('/', host), url.size());
  std::size_t const at = url.substr(0, slash).rfind('@');
  std::string name = "webhook ";
  name += url.substr(0, host);
  name += url.substr(at == std::string_view::npos ? host : at + 1);
  return name;
}

}  // namespace helio::curl
