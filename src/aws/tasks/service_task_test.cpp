// Goal: a service's answers and errors reach a Task as Step Functions spells them.
#include "aws/tasks/service_task.hpp"

#include <future>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/json/sample_service.hpp"
#include "aws/tasks/sdk_members.hpp"
#include "base/manual_clock.hpp"

namespace helio::aws::tasks {
namespace {

constexpr Service kDynamoDb{"DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException"};
constexpr Service kRekognition{"Rekognition", "Rekognition", "RekognitionException"};

Operation failing(Errc code, char const* name) {
  return [=](Json const&) -> Result<Json> { return fail(code, name, "It is wrong."); };
}

TEST(ServiceTask, ErrorsTable) {
  struct Row {
    Errc code;
    char const* name;
    char const* optimized;
    char const* sdk;
  };
  Row const rows[] = {
      {Errc::not_found, "ResourceNotFoundException", "DynamoDB.ResourceNotFoundException",
       "Rekognition.ResourceNotFoundException"},
      {Errc::invalid_argument, "ValidationException", "DynamoDB.AmazonDynamoDBException",
       "Rekognition.RekognitionException"},
      {Errc::not_found, "NotFound", "DynamoDB.NotFoundException", "Rekognition.NotFoundException"},
      {Errc::exhausted, "SlowDown", "DynamoDB.ThrottlingException",
       "Rekognition.ThrottlingException"},
      {Errc::unavailable, "StoreUnavailable", "DynamoDB.InternalServerErrorException",
       "Rekognition.InternalServerErrorException"},
      {Errc::exhausted, "DiskFull", "DynamoDB.InternalServerErrorException",
       "Rekognition.InternalServerErrorException"},
  };
  SeededRandom random(1);
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(optimized_task(kDynamoDb, failing(row.code, row.name), random)({}, {}).error().name,
              row.optimized);
    EXPECT_EQ(sdk_task(kRekognition, failing(row.code, row.name), random)({}, {}).error().name,
              row.sdk);
  }
}

TEST(ServiceTask, EveryOperationOfAService) {
  json::Service const service = json::sample_service();
  WorkerPool pool({.name = "tasks", .threads = 1, .queue_max = 1});
  ManualClock clock;
  asl::TaskRouter router(pool, clock, 0);
  SeededRandom random(1);
  add_sdk_service(
      router, "sample", {"Sample", "Sample", "SampleException"}, service,
      [] { return json::Caller::inside("000000000000", "us-east-1", "r"); }, random);
  struct Row {
    char const* action;
    char const* parameters;
    char const* want;
  };
  Row const rows[] = {
      {"echo", R"({"Name": "a", "At": 1.5, "Inners": [{"Key": "k"}]})",
       R"({"Name":"a","At":"1970-01-01T00:00:01.500Z","Inners":[{"Key":"k"}]})"},
      {"look", R"({"Name": "a"})",
       R"({"Name":"arn:aws:iam::000000000000:root","Region":"us-east-1"})"},
      {"echo", R"({"Name": "teapot"})", "Sample.TeapotException"},
      {"echo", R"({})", "Sample.SampleException"},
      {"dance", R"({})", "States.Runtime"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.parameters);
    std::promise<std::string> got;
    router.run(*asl::parse_resource("arn:aws:states:::aws-sdk:sample:" + std::string(row.action)),
               std::make_shared<Json const>(Json::parse(row.parameters)), {},
               [&got](asl::TaskOutcome const& outcome) {
                 got.set_value(outcome ? (*outcome)->dump() : outcome.error().error);
               });
    EXPECT_EQ(got.get_future().get(), row.want);
  }
}

constexpr json::Member kInner[] = {{"startDate", 2, false}};
constexpr json::Member kOuter[] = {{"stateMachineArn", 1, true}, {"runs", 3, false}};
constexpr json::Shape kShapes[] = {{.kind = json::Kind::structure, .members = kOuter},
                                   {.kind = json::Kind::text},
                                   {.kind = json::Kind::timestamp},
                                   {.kind = json::Kind::list, .element = 4},
                                   {.kind = json::Kind::structure, .members = kInner}};
constexpr json::ServiceModel kSmallLetters{.shapes = kShapes};

TEST(SdkMembers, BeginWithACapital) {
  Json const sdk = Json::parse(
      R"({"StateMachineArn": "a", "Runs": [{"StartDate": "1970-01-01T00:00:01.500Z"}], "X": 1})");
  Json const wire = Json::parse(
      R"({"stateMachineArn": "a", "runs": [{"startDate": "1970-01-01T00:00:01.500Z"}], "X": 1})");
  EXPECT_EQ(to_wire(kSmallLetters, 0, sdk), wire);
  Json answer = wire;
  answer["runs"][0]["startDate"] = 1.5;
  EXPECT_EQ(from_wire(kSmallLetters, 0, answer), sdk);
  EXPECT_EQ(to_wire(kSmallLetters, 0, Json(3)), Json(3));
}

TEST(ServiceTask, Causes) {
  SeededRandom random(1);
  auto const failed = failing(Errc::invalid_argument, "ValidationException");
  std::string cause = optimized_task(kDynamoDb, failed, random)({}, {}).error().message;
  EXPECT_TRUE(
      cause.starts_with("It is wrong. (Service: AmazonDynamoDBv2; Status Code: 400; Error "
                        "Code: ValidationException; Request ID: "))
      << cause;
  EXPECT_TRUE(cause.ends_with("; Proxy: null)")) << cause;
  cause = sdk_task(kRekognition, failed, random)({}, {}).error().message;
  EXPECT_TRUE(
      cause.starts_with("It is wrong. (Service: Rekognition, Status Code: 400, Request ID: "))
      << cause;
}

TEST(ServiceTask, Answers) {
  SeededRandom random(1);
  Operation const echo = [](Json const& input) -> Result<Json> { return input; };
  EXPECT_EQ(sdk_task(kRekognition, echo, random)({{"a", 1}}, {}).value(), (Json{{"a", 1}}));
  Json const answer = optimized_task(kDynamoDb, echo, random)({{"a", 1}}, {}).value();
  EXPECT_EQ(answer["a"], 1);
  EXPECT_EQ(answer["SdkHttpMetadata"]["HttpStatusCode"], 200);
  EXPECT_EQ(answer["SdkResponseMetadata"]["RequestId"].get<std::string>().size(), 36U);
  EXPECT_EQ(action_of("DetectLabels"), "detectLabels");
}

TEST(ServiceTask, PublishInput) {
  EXPECT_EQ(publish_input({{"Message", "a"}}), (Json{{"Message", "a"}}));
  EXPECT_EQ(publish_input({{"Message", {{"a", 1}}}}), (Json{{"Message", R"({"a":1})"}}));
  EXPECT_EQ(publish_input(Json(3)), Json(3));
}

TEST(ServiceTask, PutEventsInputAndAnswer) {
  asl::TaskContext context;
  context.execution_arn = "arn:x";
  context.machine_arn = "arn:m";
  Json const input = put_events_input(
      Json::parse(
          R"({"Entries": [{"Detail": {"a": 1}, "Resources": ["r"]}, {"Detail": "{}"}, 7]})"),
      context);
  EXPECT_EQ(input, Json::parse(R"({"Entries": [
      {"Detail": "{\"a\":1}", "Resources": ["r", "arn:m", "arn:x"]},
      {"Detail": "{}", "Resources": ["arn:m", "arn:x"]}, 7]})"));
  EXPECT_EQ(put_events_input(Json(3), context), Json(3));
  Json const good = {{"FailedEntryCount", 0}};
  EXPECT_EQ(put_events_answer(good).value(), good);
  auto const bad = put_events_answer({{"FailedEntryCount", 1}});
  EXPECT_EQ(bad.error().name, "EventBridge.FailedEntry");
  EXPECT_EQ(bad.error().message, R"({"FailedEntryCount":1})");
}

}  // namespace
}  // namespace helio::aws::tasks
