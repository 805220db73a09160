// Goal: what goes out is signed so that others can verify it, and each answer is judged rightly.
#include "adapters/curl/webhook.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/curl/canned_server.hpp"
#include "base/manual_clock.hpp"
#include "contract/sample_delivery.hpp"

namespace helio::curl {
namespace {

std::string answer(std::string const& status, std::string const& headers = {}) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n" + headers + "\r\n";
}

TEST(WebhookSignature, IsThatOfTheSpecification) {
  // The example of the Standard Webhooks specification's own libraries.
  EXPECT_EQ(
      webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330", R"({"test": 2432232314})"),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_EQ(webhook_signature("plain", "a", "1", "b"),
            "v1,mPN10NFgs0H6WYyvpo+tuNzWrhWhIagROKoWel7JPg8=");
}

TEST(WebhookChannel, NamesNoSecret) {
  EXPECT_EQ(webhook_channel("https://me:secret@example.org/hook?token=x#y"),
            "webhook https://example.org/hook");
  EXPECT_EQ(webhook_channel("https://example.org"), "webhook https://example.org");
  EXPECT_EQ(webhook_channel("https://example.org/a@b"), "webhook https://example.org/a@b");
}

TEST(Webhook, SendsASignedNotification) {
  ManualClock const clock;
  CannedServer server({answer("204 No Content")});
  HttpClient client;
  Webhook webhook(client, clock, {.url = server.url("/hook"), .secret = "whsec_c2VjcmV0"});
  auto const notification = notify::sample_notification("a");
  ASSERT_TRUE(webhook.notify(notification));
  std::string const request = server.requests().at(0);
  std::string const body = notify::notification_json(notification).dump();
  EXPECT_TRUE(request.starts_with("POST /hook HTTP/1.1\r\n"));
  EXPECT_TRUE(request.ends_with("\r\n\r\n" + body));
  EXPECT_NE(request.find("webhook-id: " + notification.id + "\r\n"), std::string::npos);
  EXPECT_NE(request.find("webhook-timestamp: 1750000000\r\n"), std::string::npos);
  EXPECT_NE(request.find("webhook-signature: " +
                         webhook_signature("secret", notification.id, "1750000000", body)),
            std::string::npos);
}

TEST(Webhook, JudgesTheAnswer) {
  struct Row {
    char const *status, *error;
    Errc code;
  };
  Row const rows[] = {
      {"500 Internal Server Error", "WebhookFailed", Errc::unavailable},
      {"404 Not Found", "WebhookFailed", Errc::unavailable},
      {"429 Too Many Requests", "WebhookFailed", Errc::unavailable},
      {"410 Gone", "WebhookGone", Errc::invalid_argument},
      {"302 Found", "WebhookRedirected", Errc::invalid_argument},
  };
  std::vector<std::string> answers;
  for (Row const& row : rows) answers.push_back(answer(row.status, "Location: /other\r\n"));
  ManualClock const clock;
  CannedServer server(answers);
  HttpClient client;
  Webhook webhook(client, clock, {.url = server.url("/"), .secret = "s"});
  for (Row const& row : rows) {
    auto const sent = webhook.notify(notify::sample_notification("a"));
    ASSERT_FALSE(sent) << row.status;
    EXPECT_EQ(sent.error().name, row.error);
    EXPECT_EQ(sent.error().code, row.code);
  }
}

TEST(Webhook, OtherKindsAreNotSent) {
  ManualClock const clock;
  HttpClient client;
  Webhook webhook(client, clock,
                  {.url = "http://127.0.0.1:1/", .secret = "s", .kinds = {notify::Kind::failed}});
  EXPECT_TRUE(webhook.notify(notify::sample_notification("a")));
}

}  // namespace
}  // namespace helio::curl
