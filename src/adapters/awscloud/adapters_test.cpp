// Goal: what the small adapters send, and what becomes of answers that are partial, wrong or
// errors.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/awscloud/event_publisher.hpp"
#include "adapters/awscloud/scripted_cloud.hpp"
#include "adapters/awscloud/state_machines.hpp"
#include "adapters/awscloud/topic_notifier.hpp"
#include "adapters/awscloud/url_signer.hpp"
#include "contract/sample_record.hpp"
#include "http/uri.hpp"

namespace helio::awscloud {
namespace {

using results::sample_record;

std::vector<EventEntry> events(int count, std::size_t detail_bytes = 1) {
  std::vector<EventEntry> entries;
  for (int i = 0; i < count; ++i) {
    entries.push_back({"helio.test", "Done", Json{{"x", std::string(detail_bytes, 'x')}}, {}});
  }
  return entries;
}

TEST(EventPublisher, SendsAgainWhatWasRefusedForAWhile) {
  ScriptedCloud cloud;
  EventPublisher publisher(cloud.client);
  cloud.then(200, R"({"FailedEntryCount":3,"Entries":[{"EventId":"a"},
    {"ErrorCode":"ThrottlingException","ErrorMessage":"m"},
    {"ErrorCode":"MalformedDetail","ErrorMessage":"Detail is malformed."},
    {"ErrorCode":"InternalFailure"}]})");
  cloud.then(200, R"({"Entries":[{"EventId":"b"},{"ErrorCode":"InternalFailure"}]})");
  cloud.then(200, R"({"Entries":[{"EventId":"d"}]})");
  auto const outcomes = publisher.put(events(4)).value();
  EXPECT_EQ(outcomes[0], "a");
  EXPECT_EQ(outcomes[1], "b");
  EXPECT_EQ(outcomes[2].error().name, "MalformedDetail");
  EXPECT_EQ(outcomes[3], "d");
  EXPECT_EQ(cloud.body(1)["Entries"].size(), 2U);
  EXPECT_EQ(cloud.pauses.size(), 2U);
}

TEST(EventPublisher, TellsWhatIsLeftInTheEnd) {
  ScriptedCloud cloud;
  EventPublisher publisher(cloud.client);
  for (int i = 0; i < 3; ++i)
    cloud.then(200, R"({"Entries":[{"ErrorCode":"ThrottlingException"}]})");
  EXPECT_EQ(publisher.put(events(1)).value().at(0).error().name, "ThrottlingException");
  EXPECT_EQ(cloud.requests.size(), 3U);
  for (char const* const body : {"{}", R"({"Entries":5})", R"({"Entries":[]})"}) {
    for (int i = 0; i < 3; ++i) cloud.then(200, body);
    EXPECT_EQ(publisher.put(events(1)).value().at(0).error().name, "InvalidResponse");
  }
  cloud.then(400, R"({"__type":"ResourceNotFoundException"})");
  EXPECT_EQ(publisher.put(events(1)).error().name, "ResourceNotFoundException");
}

TEST(EventPublisher, KeepsToTheBoundsOfACall) {
  struct Row {
    int count;
    std::size_t bytes;
    std::vector<std::size_t> calls;
  };
  Row const rows[] = {
      {0, 1, {}}, {10, 1, {10}}, {23, 1, {10, 10, 3}}, {3, 100'000, {2, 1}}, {2, 300'000, {1, 1}}};
  for (Row const& row : rows) {
    ScriptedCloud cloud;
    Json ids = Json::array();
    for (int i = 0; i < 10; ++i) ids.push_back({{"EventId", "e"}});
    for (std::size_t i = 0; i < row.calls.size(); ++i)
      cloud.then(200, Json{{"Entries", ids}}.dump());
    EXPECT_EQ(EventPublisher(cloud.client).put(events(row.count, row.bytes))->size(),
              static_cast<std::size_t>(row.count));
    std::vector<std::size_t> calls;
    for (std::size_t i = 0; i < cloud.requests.size(); ++i) {
      calls.push_back(cloud.body(i)["Entries"].size());
    }
    EXPECT_EQ(calls, row.calls);
  }
}

TEST(StateMachines, StartsAndDescribes) {
  ScriptedCloud cloud;
  StateMachines machines(cloud.client);
  cloud.then(200, R"({"executionArn":"arn:e","startDate":1750000000.5})");
  auto const started = machines.start("arn:m", "one", {{"a", 1}}).value();
  EXPECT_EQ(started.arn, "arn:e");
  EXPECT_EQ(started.started_at, Timestamp(std::chrono::milliseconds(1'750'000'000'500)));
  EXPECT_EQ(cloud.body(0),
            (Json{{"stateMachineArn", "arn:m"}, {"input", R"({"a":1})"}, {"name", "one"}}));
  cloud.then(200, R"({"executionArn":"arn:e","name":"one","stateMachineArn":"arn:m",
    "status":"FAILED","startDate":1,"stopDate":2,"input":"{}","error":"E","cause":"C"})");
  auto const view = machines.describe("arn:e").value();
  EXPECT_EQ(view.status, "FAILED");
  EXPECT_EQ(view.error, "E");
  EXPECT_EQ(view.stopped_at, Timestamp(std::chrono::seconds(2)));
  EXPECT_TRUE(view.output.empty());
}

TEST(StateMachines, ErrorsAndAnswersThatAreNone) {
  struct Row {
    int status;
    char const* body;
    char const* error;
  };
  Row const rows[] = {
      {400, R"({"__type":"com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists"})",
       "ExecutionAlreadyExists"},
      {400, R"({"__type":"StateMachineDoesNotExist"})", "StateMachineDoesNotExist"},
      {200, "{}", "InvalidResponse"},
      {200, R"({"executionArn":"a","status":"RUNNING","startDate":"now"})", "InvalidResponse"},
      {200, R"({"executionArn":"a","status":"RUNNING","startDate":1e300})", "InvalidResponse"},
  };
  ScriptedCloud cloud;
  StateMachines machines(cloud.client);
  for (Row const& row : rows) {
    cloud.then(row.status, row.body);
    cloud.then(row.status, row.body);
    EXPECT_EQ(machines.start("arn:m", "", {}).error().name, row.error);
    EXPECT_EQ(machines.describe("arn:e").error().name, row.error);
  }
}

http::QueryParameters form_of(curl::HttpRequest const& request) {
  return http::parse_query(request.body).value();
}

notify::Notification notification() {
  auto record = sample_record(1);
  record.labels = results::sample_labels({{"Caf\xc3\xa9", 98}});
  return notify::notification_of(std::move(record), Timestamp(std::chrono::seconds(9))).value();
}

TEST(TopicNotifier, PublishesWhatOthersFilterBy) {
  ScriptedCloud cloud;
  TopicNotifier notifier(cloud.client, "arn:aws:sns:eu-central-1:1:t");
  cloud.then(200, "<PublishResponse/>");
  ASSERT_TRUE(notifier.notify(notification()));
  auto const form = form_of(cloud.requests.at(0));
  using Pair = std::pair<std::string, std::string>;
  EXPECT_THAT(form,
              testing::IsSupersetOf(
                  {Pair("Action", "Publish"), Pair("TopicArn", "arn:aws:sns:eu-central-1:1:t"),
                   Pair("Subject", "picture-1.jpg: Caf? 98 %"),
                   Pair("Message", notify::notification_json(notification()).dump()),
                   Pair("MessageAttributes.entry.1.Name", "type"),
                   Pair("MessageAttributes.entry.1.Value.StringValue", "image.analyzed"),
                   Pair("MessageAttributes.entry.2.Value.StringValue", "COMPLETED")}));
}

TEST(TopicNotifier, AFifoTopicGetsItsIds) {
  ScriptedCloud cloud;
  TopicNotifier notifier(cloud.client, "arn:aws:sns:eu-central-1:1:t.fifo");
  cloud.then(200);
  ASSERT_TRUE(notifier.notify(notification()));
  using Pair = std::pair<std::string, std::string>;
  EXPECT_THAT(form_of(cloud.requests.at(0)),
              testing::IsSupersetOf({Pair("MessageGroupId", sample_record(1).image_id),
                                     Pair("MessageDeduplicationId", notification().id)}));
}

TEST(TopicNotifier, MessagesOfSomebodysOwn) {
  ScriptedCloud cloud;
  TopicNotifier notifier(cloud.client, "arn:t");
  notify::Notification message{"id", notify::Kind::message, {}, {}, {}};
  message.message = notify::Message{
      "arn:x", std::string(150, 's'), "text", {{"a", {{"Type", "Number"}, {"Value", "5"}}}}};
  cloud.then(200);
  ASSERT_TRUE(notifier.notify(message));
  using Pair = std::pair<std::string, std::string>;
  EXPECT_THAT(
      form_of(cloud.requests.at(0)),
      testing::IsSupersetOf({Pair("Message", "text"), Pair("Subject", std::string(100, 's')),
                             Pair("MessageAttributes.entry.1.Value.DataType", "Number")}));
  message.message->text = std::string(kMessageBytesMax + 1, 'x');
  EXPECT_EQ(notifier.notify(message).error().name, "MessageTooLong");
  EXPECT_EQ(cloud.requests.size(), 1U);
}

TEST(TopicNotifier, ErrorsSayWhetherAnotherTryHelps) {
  ScriptedCloud cloud;
  TopicNotifier notifier(cloud.client, "arn:t");
  auto const xml = [](char const* code) {
    return "<ErrorResponse><Error><Code>" + std::string(code) + "</Code></Error></ErrorResponse>";
  };
  cloud.then(404, xml("NotFound"));
  EXPECT_EQ(notifier.notify(notification()).error().code, Errc::not_found);
  for (int i = 0; i < 3; ++i) cloud.then(400, xml("Throttling"));
  EXPECT_EQ(notifier.notify(notification()).error().code, Errc::exhausted);
}

TEST(UrlSigner, PutsTheBucketWhereItBelongs) {
  struct Row {
    Variables variables;
    char const* bucket;
    char const* begins;
  };
  Row const rows[] = {
      {{}, "photos", "https://photos.s3.eu-central-1.amazonaws.com/uploads/a%20b.jpg?"},
      {{}, "my.photos", "https://s3.eu-central-1.amazonaws.com/my.photos/uploads/a%20b.jpg?"},
      {{{"AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"}},
       "photos",
       "http://127.0.0.1:9000/photos/uploads/a%20b.jpg?"}};
  for (Row const& row : rows) {
    ScriptedCloud cloud(row.variables);
    auto const signed_upload = UrlSigner(cloud.client)
                                   .sign_upload({.bucket = row.bucket,
                                                 .key = "uploads/a b.jpg",
                                                 .origin = "",
                                                 .content_type = "image/jpeg",
                                                 .user_metadata = {{"user-id", "ann"}}});
    ASSERT_TRUE(signed_upload) << signed_upload.error().message;
    EXPECT_TRUE(signed_upload->url.starts_with(row.begins)) << signed_upload->url;
    EXPECT_NE(signed_upload->url.find("x-amz-meta-user-id=ann"), std::string::npos);
    EXPECT_EQ(signed_upload->headers.at("Content-Type"), "image/jpeg");
  }
  ScriptedCloud nobody({{"AWS_ACCESS_KEY_ID", ""}, {"AWS_SECRET_ACCESS_KEY", ""}});
  EXPECT_EQ(UrlSigner(nobody.client).sign_upload({}).error().name, "NoCredentials");
}

}  // namespace
}  // namespace helio::awscloud
