// Goal: a call is signed as botocore signs it, tried again when that helps and never when it does
// not, and ends in bounded time with AWS's own error.
#include "adapters/awscloud/client.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "adapters/awscloud/scripted_cloud.hpp"
#include "aws/sigv4.hpp"
#include "http/date.hpp"

namespace helio::awscloud {
namespace {

using std::chrono::milliseconds;

constexpr char const* kThrottled = R"({"__type":"ThrottlingException","message":"m"})";

std::string name_of(Result<Json> const& answer) { return answer ? "none" : answer.error().name; }

class ClientTest : public testing::Test {
 protected:
  Result<Json> call() { return cloud_.client.json(kStates, "AWSStepFunctions.X", Json::object()); }

  ScriptedCloud cloud_;
};

TEST_F(ClientTest, SendsOneSignedRequest) {
  cloud_.then(200, R"({"a":1})");
  EXPECT_EQ(call().value(), (Json{{"a", 1}}));
  auto const& request = cloud_.requests.at(0);
  EXPECT_EQ(request.url, "https://states.eu-central-1.amazonaws.com/");
  EXPECT_EQ(request.body, "{}");
  EXPECT_EQ(ScriptedCloud::header(request, "content-type"), "application/x-amz-json-1.0");
  EXPECT_EQ(ScriptedCloud::header(request, "host"), "states.eu-central-1.amazonaws.com");
  EXPECT_NE(ScriptedCloud::header(request, "authorization")
                .find("/eu-central-1/states/aws4_request, SignedHeaders=content-type;host;"
                      "x-amz-date;x-amz-target, Signature="),
            std::string::npos);
}

// The signatures are those of botocore 1.44 for the same requests (SigV4Auth and S3SigV4Auth).
TEST(ClientSignatures, AreBotocores) {
  struct Row {
    char const* name;
    Call call;
    char const* signature;
  };
  Call json{.service = kDynamoDb};
  json.headers = {{"content-type", "application/x-amz-json-1.0"},
                  {"x-amz-target", "DynamoDB_20120810.GetItem"}};
  json.body = R"({"TableName":"t","Key":{"image_id":{"S":"1"}}})";
  Call object{.service = kS3, .method = "GET", .path = "/photos/a%20b%2Bc/%C3%A4.jpg"};
  object.query = {{"versionId", "v/1="}};
  object.headers = {{"range", "bytes=0-9"}};
  Call form{.service = kSns};
  form.headers = {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}};
  form.body = "Action=Publish&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3A%3A%3At&Message=a%20b";
  Row const rows[] = {
      {"JSON", json, "1b333ef7919ae4656c92ad1b2a25af92a31b89840ab9b3cc76b03b1c789b9951"},
      {"an object", object, "59f1efd37f0d78b026ff31682fdbd31a85a4ac0f6f6423729a5a15499c28a21a"},
      {"a form", form, "09ef425cb8f821f82cc8bbc6daee928c6ac7224518b99c251b7dc98b6f9557a7"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ScriptedCloud cloud({{"AWS_ENDPOINT_URL", "http://127.0.0.1:5000"},
                         {"AWS_SESSION_TOKEN", "token/+="},
                         {"AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}});
    cloud.clock.advance(aws::parse_amz_date("20261125T120000Z").value() - cloud.clock.wall());
    cloud.then(200);
    ASSERT_TRUE(cloud.client.send(row.call));
    auto const sent = ScriptedCloud::header(cloud.requests.at(0), "authorization");
    EXPECT_EQ(sent.substr(sent.rfind('=') + 1), row.signature);
  }
}

TEST_F(ClientTest, WhatIsTriedAgainTable) {
  struct Row {
    char const* name;
    Result<curl::HttpResponse> answer;
    std::size_t requests;
    char const* error;
  };
  auto const xml = [](char const* code) {
    return "<Error><Code>" + std::string(code) + "</Code></Error>";
  };
  Row const rows[] = {
      {"throttled", answer(400, kThrottled), 3, "ThrottlingException"},
      {"the table's capacity",
       answer(400, R"({"__type":"ProvisionedThroughputExceededException"})"), 3,
       "ProvisionedThroughputExceededException"},
      {"S3 is busy", answer(503, xml("SlowDown")), 3, "SlowDown"},
      {"its fault", answer(500, "{}"), 3, "InternalServerError"},
      {"a proxy's", answer(502, "<html>"), 3, "InternalServerError"},
      {"too many", answer(429), 3, "TooManyRequestsException"},
      {"not reached", fail(Errc::unavailable, "ConnectionFailed", "m"), 3, "ConnectionFailed"},
      {"too slow", fail(Errc::timed_out, "RequestTimeout", "m"), 3, "RequestTimeout"},
      {"the request's fault", answer(400, R"({"__type":"ValidationException"})"), 1,
       "ValidationException"},
      {"not allowed", answer(403, R"({"__type":"AccessDeniedException"})"), 1,
       "AccessDeniedException"},
      {"a condition", answer(400, R"({"__type":"ConditionalCheckFailedException"})"), 1,
       "ConditionalCheckFailedException"},
      {"huge", fail(Errc::too_large, "ResponseTooLarge", "m"), 1, "ResponseTooLarge"},
      {"a redirect", answer(301), 1, "HttpStatus301"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ScriptedCloud cloud;
    for (int i = 0; i < 3; ++i) cloud.then(row.answer);
    EXPECT_EQ(name_of(cloud.client.json(kStates, "T.X", Json::object())), row.error);
    EXPECT_EQ(cloud.requests.size(), row.requests);
    EXPECT_EQ(cloud.pauses.size(), row.requests - 1);
  }
}

TEST_F(ClientTest, AnAnswerThatIsNoneIsSaid) {
  for (char const* body : {"[]", "{\"a\":", "<html>", "nul"}) {
    SCOPED_TRACE(body);
    cloud_.then(200, body);
    EXPECT_EQ(name_of(call()), "InvalidResponse");
  }
  cloud_.then(200, "");
  EXPECT_EQ(call().value(), Json::object());
}

TEST_F(ClientTest, GoesOnAfterARetry) {
  cloud_.then(400, kThrottled);
  cloud_.then(200, "{}");
  EXPECT_TRUE(call());
  ASSERT_EQ(cloud_.pauses.size(), 1U);
  EXPECT_LT(cloud_.pauses[0], milliseconds(1'000));
}

// The time of a call and of the pauses is never past the caller's own.
TEST_F(ClientTest, EndsByTheTimeThatItIsTold) {
  cloud_.client.end_calls_by(cloud_.clock.now() + milliseconds(2'000));
  cloud_.then(200, "{}");
  EXPECT_TRUE(call());
  EXPECT_EQ(cloud_.requests.at(0).timeout, milliseconds(2'000));
  EXPECT_EQ(cloud_.requests.at(0).connect_timeout, milliseconds(2'000));
  cloud_.clock.advance(milliseconds(1'999));
  cloud_.then(400, kThrottled);
  EXPECT_EQ(name_of(call()), "ThrottlingException");  // no time for a pause
  EXPECT_EQ(cloud_.requests.at(1).timeout, milliseconds(1));
  EXPECT_TRUE(cloud_.pauses.empty());
  cloud_.clock.advance(milliseconds(1));
  auto const late = call();
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Errc::timed_out);
  EXPECT_EQ(late.error().name, "RequestTimeout");
  EXPECT_EQ(cloud_.requests.size(), 2U);
  cloud_.client.pause_after(1);
  EXPECT_EQ(cloud_.pauses.at(0), milliseconds(0));
  cloud_.client.end_calls_by(cloud_.clock.now() + std::chrono::hours(1));
  cloud_.then(200, "{}");
  EXPECT_TRUE(call());
  EXPECT_EQ(cloud_.requests.at(2).timeout, Call{.service = kStates}.timeout);
}

TEST(Backoff, DoublesWithFullJitterUpToABound) {
  SeededRandom random(1);
  Backoff const backoff;
  for (int const attempt : {1, 2, 3, 5, 6, 20, 2'000'000'000}) {
    auto const most = std::min<std::int64_t>(20'000, 1'000LL << std::min(attempt - 1, 20));
    std::int64_t sum = 0;
    for (int i = 0; i < 200; ++i) {
      auto const wait = backoff.after(attempt, random).count();
      EXPECT_GE(wait, 0);
      EXPECT_LT(wait, most);
      sum += wait;
    }
    EXPECT_NEAR(static_cast<double>(sum) / 200, static_cast<double>(most) / 2,
                static_cast<double>(most) / 8);
  }
}

TEST_F(ClientTest, TheQuotaEndsRetriesWhenAllFails) {
  Error const error{Errc::exhausted, "ThrottlingException", ""};
  for (int i = 0; i < 2'000; ++i) cloud_.then(400, kThrottled);
  int calls = 0;
  std::size_t before = 0;
  do {
    before = cloud_.requests.size();
    EXPECT_EQ(name_of(call()), "ThrottlingException");
    ++calls;
  } while (cloud_.requests.size() - before > 1 && calls < 200);
  EXPECT_EQ(calls, 51);  // 500 tokens are 100 retries, two a call
  RetryQuota quota;
  int taken = 0;
  while (quota.take(error) > 0) ++taken;
  EXPECT_EQ(taken, 100);
  quota.give_back(0);
  EXPECT_EQ(quota.take(error), 0);
  quota.give_back(5);
  EXPECT_EQ(quota.take(error), 5);
}

TEST_F(ClientTest, TheServicesTimeIsTaken) {
  auto const theirs = cloud_.clock.wall() + std::chrono::hours(1);
  cloud_.then(400, R"({"__type":"InvalidSignatureException","message":"Signature expired"})",
              {{"date", http::to_http_date(theirs)}});
  cloud_.then(200, "{}");
  EXPECT_TRUE(call());
  EXPECT_TRUE(cloud_.pauses.empty());
  EXPECT_EQ(ScriptedCloud::header(cloud_.requests.at(1), "x-amz-date"), aws::amz_date(theirs));
  cloud_.then(200, "{}");
  EXPECT_TRUE(call());
  EXPECT_EQ(ScriptedCloud::header(cloud_.requests.at(2), "x-amz-date"), aws::amz_date(theirs));
}

TEST_F(ClientTest, AWrongSignatureAtTheRightTimeIsNotTriedAgain) {
  auto const now = http::to_http_date(cloud_.clock.wall());
  for (curl::HttpHeaders const& headers : {curl::HttpHeaders{{"date", now}}, curl::HttpHeaders{},
                                           curl::HttpHeaders{{"date", "yesterday"}}}) {
    cloud_.then(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>", headers);
    EXPECT_EQ(name_of(call()), "SignatureDoesNotMatch");
  }
  EXPECT_EQ(cloud_.requests.size(), 3U);
}

TEST_F(ClientTest, AClockThatIsWrongForeverEnds) {
  for (int i = 1; i <= 3; ++i) {
    cloud_.then(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>",
                {{"date", http::to_http_date(cloud_.clock.wall() + std::chrono::hours(i))}});
  }
  EXPECT_EQ(name_of(call()), "RequestTimeTooSkewed");
  EXPECT_EQ(cloud_.requests.size(), 2U);
}

// S3 says nothing with a HEAD's refusal.
TEST_F(ClientTest, AHeadThatIsRefusedAsksWhy) {
  Call const head{.service = kS3, .method = "HEAD", .path = "/photos/a"};
  auto const error = [&] {
    auto const got = cloud_.client.send(head);
    return got ? "none" : got.error().name;
  };
  cloud_.then(400);
  cloud_.then(400, "<Error><Code>ExpiredToken</Code><Message>m</Message></Error>");
  EXPECT_EQ(error(), "ExpiredToken");
  ASSERT_EQ(cloud_.requests.size(), 2U);
  EXPECT_EQ(cloud_.requests[1].method, "GET");
  EXPECT_EQ(cloud_.requests[1].url, cloud_.requests[0].url);
  EXPECT_EQ(ScriptedCloud::header(cloud_.requests[1], "range"), "bytes=0-0");

  cloud_.then(403);
  cloud_.then(403, "<Error><Code>AccessDenied</Code></Error>");
  EXPECT_EQ(error(), "AccessDenied");
  cloud_.then(403);
  cloud_.then(200, "x");  // another right than the GET's is missing
  EXPECT_EQ(error(), "AccessDenied");

  auto const theirs = cloud_.clock.wall() + std::chrono::hours(1);
  curl::HttpHeaders const date = {{"date", http::to_http_date(theirs)}};
  cloud_.then(403, "", date);
  cloud_.then(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>", date);
  cloud_.then(200);
  EXPECT_EQ(error(), "none");
  EXPECT_EQ(cloud_.requests.back().method, "HEAD");
  EXPECT_EQ(ScriptedCloud::header(cloud_.requests.back(), "x-amz-date"), aws::amz_date(theirs));

  auto const before = cloud_.requests.size();
  cloud_.then(404);
  EXPECT_EQ(error(), "NotFound");
  EXPECT_EQ(cloud_.requests.size(), before + 1);
}

TEST(ClientCredentials, AreFetchedAnewOnceWhenAwsSaysTheyAreOver) {
  constexpr char const* kExpired = R"({"__type":"ExpiredTokenException","message":"m"})";
  auto const role = [](std::string const& id) {
    return R"({"AccessKeyId":")" + id + R"(","SecretAccessKey":"s","Token":"t"})";
  };
  struct Row {
    char const* name;
    char const* second_id;
    int last_status;
    char const* error;
    std::size_t requests;
  };
  Row const rows[] = {{"others are good", "B", 200, "none", 4},
                      {"the same again", "A", 200, "ExpiredTokenException", 3},
                      {"others are over too", "B", 400, "ExpiredTokenException", 4}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ScriptedCloud cloud({{"AWS_ACCESS_KEY_ID", ""},
                         {"AWS_SECRET_ACCESS_KEY", ""},
                         {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/r"}});
    cloud.then(200, role("A"));
    cloud.then(400, kExpired);
    cloud.then(200, role(row.second_id));
    cloud.then(row.last_status, row.last_status == 200 ? "{}" : kExpired);
    EXPECT_EQ(name_of(cloud.client.json(kStates, "T.X", Json::object())), row.error);
    EXPECT_EQ(cloud.requests.size(), row.requests);
  }
}

TEST(ClientCredentials, ThatAreMissingAreSaidWithoutARequest) {
  ScriptedCloud nobody({{"AWS_ACCESS_KEY_ID", ""}, {"AWS_SECRET_ACCESS_KEY", ""}});
  EXPECT_EQ(name_of(nobody.client.json(kStates, "T.X", Json::object())), "NoCredentials");
  ScriptedCloud nowhere(Variables{{"AWS_REGION", ""}});
  EXPECT_EQ(name_of(nowhere.client.json(kStates, "T.X", Json::object())), "MissingRegion");
  EXPECT_TRUE(nobody.requests.empty() && nowhere.requests.empty());
}

}  // namespace
}  // namespace helio::awscloud
