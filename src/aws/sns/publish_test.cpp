// Goal: a published message reaches every subscriber with the text of its protocol, and faults have
// SNS's names.
#include "aws/sns/publish.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/manual_clock.hpp"

namespace helio::aws::sns {
namespace {

constexpr char const* kArn = "arn:aws:sns:us-east-1:000000000000:alerts";

class Inbox final : public notify::Notifier {
 public:
  Result<void> notify(notify::Notification const& notification) override {
    if (down) return fail(Errc::unavailable, "StoreUnavailable", "It is down.");
    got.push_back(notification);
    return {};
  }
  bool down = false;
  std::vector<notify::Notification> got;
};

class Publish : public testing::Test {
 protected:
  Publish() { topics_.add("alerts", {{"https", &web_}, {"log", &log_}}); }

  Result<Json> call(Json input) {
    if (!input.contains("TopicArn") && !input.contains("TargetArn")) input["TopicArn"] = kArn;
    return publish({topics_, ids_, clock_}, input);
  }

  ManualClock clock_;
  SeededRandom random_{1};
  IdGenerator ids_{clock_, random_};
  Topics topics_{"us-east-1", "000000000000"};
  Inbox web_, log_;
};

TEST_F(Publish, ReachesEverySubscriber) {
  auto const answer =
      call({{"Subject", "Cats"},
            {"Message", "A cat came."},
            {"MessageAttributes", {{"kind", {{"DataType", "String"}, {"StringValue", "cat"}}}}}});
  ASSERT_TRUE(answer) << answer.error().message;
  for (Inbox const* inbox : {&web_, &log_}) {
    ASSERT_EQ(inbox->got.size(), 1U);
    Json const want = {{"Type", "Notification"},
                       {"MessageId", (*answer)["MessageId"]},
                       {"TopicArn", kArn},
                       {"Subject", "Cats"},
                       {"Message", "A cat came."},
                       {"Timestamp", "1970-01-01T00:00:00.000Z"},
                       {"MessageAttributes", {{"kind", {{"Type", "String"}, {"Value", "cat"}}}}}};
    Json got = notify::notification_json(inbox->got[0]);
    EXPECT_EQ(got["Timestamp"].get<std::string>().size(), 24U);
    got["Timestamp"] = want["Timestamp"];
    EXPECT_EQ(got, want);
  }
  EXPECT_EQ(notify::summary(web_.got[0]), "Cats");
}

TEST_F(Publish, ATextByProtocol) {
  ASSERT_TRUE(call({{"MessageStructure", "json"},
                    {"Message", R"({"default": "all", "https": "web", "sms": "short"})"}}));
  EXPECT_EQ(web_.got.at(0).message->text, "web");
  EXPECT_EQ(log_.got.at(0).message->text, "all");
}

TEST_F(Publish, RefusalsTable) {
  struct Row {
    char const* input;
    char const* name;
    char const* says;
  };
  std::string const long_text = Json{{"Message", std::string(kMessageBytesMax + 1, 'x')}}.dump();
  std::string const long_subject =
      Json{{"Message", "a"}, {"Subject", std::string(101, 'x')}}.dump();
  Row const rows[] = {
      {R"({"TopicArn": "arn:aws:sns:us-east-1:000000000000:none", "Message": "a"})", "NotFound",
       "Topic does not exist"},
      {R"({"TargetArn": "alerts", "Message": "a"})", "InvalidParameter", "6 elements, not 1"},
      {R"({"TopicArn": "", "Message": "a"})", "InvalidParameter", "TopicArn or TargetArn"},
      {R"({})", "InvalidParameter", "Empty message"},
      {R"({"Message": 5})", "InvalidParameter", "Message is no text"},
      {R"({"Message": "a", "PhoneNumber": "1"})", "InvalidParameter", "PhoneNumber is not"},
      {R"({"Message": "a", "MessageStructure": "xml"})", "InvalidParameter", "MessageStructure"},
      {R"({"Message": "a", "MessageStructure": "json"})", "InvalidParameter", "failed to parse"},
      {R"({"Message": "{}", "MessageStructure": "json"})", "InvalidParameter", "No default entry"},
      {R"({"Message": "a", "Subject": "a\nb"})", "InvalidParameter", "Subject"},
      {R"({"Message": "a", "MessageAttributes": {"x": {"DataType": "Cat"}}})", "InvalidParameter",
       "'x' needs a DataType"},
      {long_text.c_str(), "InvalidParameter", "Message too long"},
      {long_subject.c_str(), "InvalidParameter", "Subject"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.says);
    auto const answer = call(Json::parse(row.input));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().name, row.name);
    EXPECT_NE(answer.error().message.find(row.says), std::string::npos) << answer.error().message;
  }
  EXPECT_TRUE(web_.got.empty());
}

TEST_F(Publish, AChannelThatIsDownIsTold) {
  web_.down = true;
  EXPECT_EQ(call({{"Message", "a"}}).error().name, "StoreUnavailable");
}

}  // namespace
}  // namespace helio::aws::sns
