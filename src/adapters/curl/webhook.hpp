// Webhook: notifications to somebody's HTTP server, signed as the Standard Webhooks specification
// says, so that its libraries verify them.
//
// The body is notification_json(). Headers: webhook-id, webhook-timestamp (Unix seconds) and
// webhook-signature: "v1," and the base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>". The key is
// the secret: what follows "whsec_" as base64, any other text as it is. A message of a topic has
// SNS's headers besides (x-amz-sns-message-type, -message-id, -topic-arn).
//
// Errors   unavailable "WebhookFailed" (any answer but those below), "ConnectionFailed"; timed_out
//          "RequestTimeout"; invalid_argument "WebhookRedirected" (3xx: a body goes to the server
//          that was configured, nowhere else), "WebhookGone" (410).
// Threads  callable from any; blocks up to the time limit.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/curl/http_client.hpp"
#include "base/clock.hpp"
#include "notify/notifier.hpp"

namespace helio::curl {

struct WebhookOptions {
  std::string url;
  std::string secret;
  std::vector<notify::Kind> kinds;  // that are sent; empty: all
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds timeout{10'000};  // of one attempt
};

class Webhook final : public notify::Notifier {
 public:
  Webhook(HttpClient& client, Clock const& clock, WebhookOptions options);

  Result<void> notify(notify::Notification const& notification) override;

 private:
  HttpClient& client_;
  Clock const& clock_;
  const WebhookOptions options_;
};

// The value of webhook-signature.
[[nodiscard]] std::string webhook_signature(std::string_view secret, std::string_view id,
                                            std::string_view timestamp, std::string_view body);

// The channel's name: "webhook https://example.org/hook", without user, password and query.
[[nodiscard]] std::string webhook_channel(std::string_view url);

}  // namespace helio::curl
