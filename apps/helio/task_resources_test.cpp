// Goal: one state machine uses every resource that a server has besides functions, through the real
// engine, router, bus and stores, and each failure has the name that its Catch waits for.
// Method: real storage in a scratch folder; canned servers are the API and the webhook.
#include "helio/task_resources.hpp"

#include <future>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/curl/canned_server.hpp"
#include "asl/machine_catalog.hpp"
#include "base/log.hpp"
#include "base/scratch_folder.hpp"

namespace helio::cli {
namespace {

constexpr char const* kOk =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n"
    R"({"name":"Tom"})";
constexpr char const* kNotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

// Answers that must be waited for, from any thread.
class Ends {
 public:
  void note(asl::ExecutionChange const& change) {
    std::scoped_lock const lock(mutex_);
    if (change.status != asl::Status::running) ended_.insert(change.execution_arn);
    changed_.notify_all();
  }
  void wait_for(std::string const& arn) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_.contains(arn); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> ended_;
};

class NoTarget final : public events::TargetPort {
 public:
  Result<void> deliver(std::string_view, std::string_view,
                       events::DeliveryContext const&) override {
    return {};
  }
};

class Tasks : public testing::Test {
 protected:
  Tasks() {
    log::set_sink([](std::string_view) {});
    config_.data = (folder_.path() / "data").string();
    config_.resources.topics = {
        {.name = "alerts", .webhooks = {hook_.url("/hook")}, .secret = "0123456789abcdef"}};
    config_.resources.tables = {{.name = "cats", .key = {"id"}}};
    config_.resources.connections = {
        {.name = "cats", .api_key_name = "X-Key", .api_key_value = "secret"}};
    storage_ = Storage::open(config_).value();
    resources_ = TaskResources::open(config_, *storage_, client_, *storage_->results).value();
    resources_->add_to(*router_);
    machines_ = std::make_unique<asl::MachineCatalog>(
        *storage_->machines, storage_->clock, storage_->random, asl::Account{},
        [this](asl::Resource const& resource) { return router_->check(resource); });
    engine_ = std::make_unique<asl::Engine>(
        asl::EngineParts{*storage_->executions, *machines_, *router_, storage_->clock,
                         storage_->random},
        asl::EngineOptions{}, [this](asl::ExecutionChange const& change) {
          resources_->changed(change);
          ends_.note(change);
        });
    bus_ = std::move(
        *events::EventBus::open({*storage_->events, *storage_->events, *storage_->events, target_,
                                 storage_->clock, storage_->random, storage_->ids}));
    resources_->attach(*engine_, *bus_);
    resources_->start();
  }
  ~Tasks() override {
    resources_->stop();
    engine_.reset();
    router_pool_.reset();
    log::set_sink({});
  }

  std::string machine(std::string const& name, Json const& definition) {
    auto const made = machines_->create({.name = name, .definition = definition.dump()});
    EXPECT_TRUE(made) << made.error().message;
    return made ? made->arn : "";
  }

  asl::ExecutionRecord run(std::string const& machine_arn, std::string const& input = "{}") {
    std::promise<std::string> arn;
    engine_->start_execution({.machine_arn = machine_arn, .input = input},
                             [&arn](Result<asl::Started> const& started) {
                               arn.set_value(started ? started->execution_arn : "");
                             });
    std::string const started = arn.get_future().get();
    ends_.wait_for(started);
    return engine_->describe_execution(started).value();
  }

  // Of a machine of one Task.
  asl::ExecutionRecord run_task(std::string const& resource, Json parameters) {
    Json const task = {{"Type", "Task"},
                       {"Resource", "arn:aws:states:::" + resource},
                       {"Parameters", std::move(parameters)},
                       {"End", true}};
    return run(machine("m" + std::to_string(++machines_made_),
                       {{"StartAt", "T"}, {"States", {{"T", task}}}}));
  }

  ScratchFolder folder_;
  curl::CannedServer api_{{kOk, kNotFound}};
  curl::CannedServer hook_{{"HTTP/1.1 204 No Content\r\n\r\n"}};
  Config config_;
  curl::HttpClient client_;
  std::unique_ptr<Storage> storage_;
  std::unique_ptr<TaskResources> resources_;
  std::unique_ptr<WorkerPool> router_pool_ = std::make_unique<WorkerPool>(
      WorkerPoolOptions{.name = "tasks", .threads = 4, .queue_max = 100});
  SystemClock clock_;
  std::unique_ptr<asl::TaskRouter> router_ =
      std::make_unique<asl::TaskRouter>(*router_pool_, clock_);
  std::unique_ptr<asl::MachineCatalog> machines_;
  Ends ends_;
  std::unique_ptr<asl::Engine> engine_;
  NoTarget target_;
  std::unique_ptr<events::EventBus> bus_;
  int machines_made_ = 0;
};

Json read(char const* text) { return Json::parse(text); }

TEST_F(Tasks, OneMachineUsesThemAll) {
  auto const child = machine("child", read(R"({"StartAt": "P", "States": {
      "P": {"Type": "Pass", "Result": {"answer": 42}, "End": true}}})"));
  Json definition = read(R"x({"StartAt": "Put", "States": {
    "Put": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": {"TableName": "cats", "Item": {"id": {"S.$": "$.cat"}, "seen": {"N": "1"}},
        "ConditionExpression": "attribute_not_exists(id)"},
      "ResultPath": null, "Next": "PutAgain"},
    "PutAgain": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
      "Parameters": {"TableName": "cats", "Item": {"id": {"S.$": "$.cat"}},
        "ConditionExpression": "attribute_not_exists(id)"},
      "Catch": [{"ErrorEquals": ["DynamoDB.ConditionalCheckFailedException"],
        "ResultPath": "$.put", "Next": "Count"}], "Next": "Wrong"},
    "Count": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem",
      "Parameters": {"TableName": "cats", "Key": {"id": {"S.$": "$.cat"}},
        "UpdateExpression": "ADD seen :one", "ExpressionAttributeValues": {":one": {"N": "1"}}},
      "ResultPath": null, "Next": "Get"},
    "Get": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem",
      "Parameters": {"TableName": "cats", "Key": {"id": {"S.$": "$.cat"}}},
      "ResultSelector": {"seen.$": "$.Item.seen.N"}, "ResultPath": "$.got", "Next": "Publish"},
    "Publish": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "arn:aws:sns:us-east-1:000000000000:alerts", "Subject": "Cats",
        "Message": {"cat.$": "$.cat"}},
      "ResultSelector": {"id.$": "$.MessageId"}, "ResultPath": "$.message", "Next": "Events"},
    "Events": {"Type": "Task", "Resource": "arn:aws:states:::events:putEvents",
      "Parameters": {"Entries": [{"Source": "cats", "DetailType": "Cat Seen",
        "Detail": {"cat.$": "$.cat"}}]},
      "ResultSelector": {"failed.$": "$.FailedEntryCount"}, "ResultPath": "$.events",
      "Next": "Ask"},
    "Ask": {"Type": "Task", "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {"Method": "GET",
        "Authentication": {"ConnectionArn": "arn:aws:events:us-east-1:1:connection/cats/1"}},
      "ResultSelector": {"name.$": "$.ResponseBody.name"}, "ResultPath": "$.api",
      "Next": "AskAgain"},
    "AskAgain": {"Type": "Task", "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {"Method": "GET",
        "Authentication": {"ConnectionArn": "arn:aws:events:us-east-1:1:connection/cats/1"}},
      "Catch": [{"ErrorEquals": ["States.Http.StatusCode.404"], "ResultPath": "$.none",
        "Next": "Child"}], "Next": "Wrong"},
    "Child": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
      "Parameters": {"Input": {"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id"}},
      "ResultSelector": {"output.$": "$.Output"}, "ResultPath": "$.child", "End": true},
    "Wrong": {"Type": "Fail"}}})x");
  definition["States"]["Ask"]["Parameters"]["ApiEndpoint"] = api_.url("/cats");
  definition["States"]["AskAgain"]["Parameters"]["ApiEndpoint"] = api_.url("/dogs");
  definition["States"]["Child"]["Parameters"]["StateMachineArn"] = child;
  auto const record = run(machine("all", definition), R"({"cat": "tom"})");
  ASSERT_EQ(record.status, asl::Status::succeeded)
      << record.error.value_or("") << ": " << record.cause.value_or("");
  Json const output = read(record.output->c_str());
  EXPECT_EQ(output["put"]["Error"], "DynamoDB.ConditionalCheckFailedException");
  EXPECT_EQ(output["got"], (Json{{"seen", "2"}}));
  EXPECT_EQ(output["message"]["id"].get<std::string>().size(), 36U);
  EXPECT_EQ(output["events"], (Json{{"failed", 0}}));
  EXPECT_EQ(output["api"], (Json{{"name", "Tom"}}));
  EXPECT_EQ(output["none"]["Error"], "States.Http.StatusCode.404");
  EXPECT_EQ(output["child"]["output"], (Json{{"answer", 42}}));

  EXPECT_NE(api_.requests().at(0).find("X-Key: secret\r\n"), std::string::npos);
  auto const& sent = hook_.requests().at(0);
  EXPECT_NE(sent.find("x-amz-sns-message-type: Notification\r\n"), std::string::npos) << sent;
  EXPECT_NE(sent.find(R"("Message":"{\"cat\":\"tom\"}")"), std::string::npos) << sent;
  auto const events = storage_->events->unrouted(10).value();
  ASSERT_EQ(events.size(), 1U);
  Json const event = read(events[0].json.c_str());
  EXPECT_EQ(event["detail"], (Json{{"cat", "tom"}}));
  EXPECT_EQ(event["resources"], Json::array({record.machine_arn, record.arn}));
}

constexpr aws::json::Shape kShapes[] = {{}};
constexpr aws::json::OperationModel kOperations[] = {{"DetectLabels", 0, 0}};
constexpr aws::json::ErrorModel kErrors[] = {{"InvalidImageFormatException", 400}};
constexpr aws::json::ServiceModel kRekognition{
    .signing_name = "rekognition", .operations = kOperations, .errors = kErrors, .shapes = kShapes};

TEST_F(Tasks, OperationsOfAService) {
  aws::json::Service service(kRekognition, "InvalidParameterException");
  service.add("DetectLabels", aws::json::Access::objects,
              [](Json const& input, aws::json::Caller const& caller) -> Result<Json> {
                if (input.contains("Image")) return Json{{"Labels", caller.region}};
                return fail(Errc::invalid_argument, "InvalidImageFormatException", "No image.");
              });
  resources_->add_service(*router_, service);
  auto const good = run_task("aws-sdk:rekognition:detectLabels", {{"Image", 1}});
  EXPECT_EQ(good.output, R"({"Labels":"us-east-1"})") << good.cause.value_or("");
  auto const bad = run_task("aws-sdk:rekognition:detectLabels", Json::object());
  EXPECT_EQ(bad.error, "Rekognition.InvalidImageFormatException");
}

TEST_F(Tasks, FailuresTable) {
  struct Row {
    char const* resource;
    char const* parameters;
    char const* error;
  };
  Row const rows[] = {
      {"dynamodb:getItem", R"({"TableName": "dogs", "Key": {"id": {"S": "a"}}})",
       "DynamoDB.ResourceNotFoundException"},
      {"dynamodb:getItem", R"({"TableName": "cats", "Key": {"no": {"S": "a"}}})",
       "DynamoDB.AmazonDynamoDBException"},
      {"aws-sdk:dynamodb:getItem", R"({"TableName": "dogs", "Key": {"id": {"S": "a"}}})",
       "DynamoDb.ResourceNotFoundException"},
      {"sns:publish", R"({"TopicArn": "arn:aws:sns:us-east-1:000000000000:none", "Message": "a"})",
       "SNS.NotFoundException"},
      {"aws-sdk:sns:publish", R"({"TopicArn": "alerts", "Message": "a"})",
       "Sns.InvalidParameterException"},
      {"events:putEvents", R"({"Entries": [{"Source": "aws.s3", "DetailType": "a",
         "Detail": {}}]})",
       "EventBridge.FailedEntry"},
      {"http:invoke", R"({"Method": "GET", "ApiEndpoint": "http://127.0.0.1:1/", "Authentication":
         {"ConnectionArn": "arn:aws:events:us-east-1:1:connection/cats/1"}})",
       "States.Http.Socket"},
      {"states:startExecution", R"({"StateMachineArn":
         "arn:aws:states:us-east-1:000000000000:stateMachine:none"})",
       "StepFunctions.StateMachineDoesNotExistException"},
  };
  for (Row const& row : rows) {
    auto const record = run_task(row.resource, read(row.parameters));
    EXPECT_EQ(record.error, row.error) << row.resource << ": " << record.cause.value_or("");
  }
}

TEST_F(Tasks, AMachineOfWhatIsNotDoneIsNotMade) {
  for (char const* resource :
       {"sqs:sendMessage", "dynamodb:query", "dynamodb:putItem.waitForTaskToken",
        "http:invoke.waitForTaskToken", "sns:publish.sync", "aws-sdk:s3:getObject"}) {
    SCOPED_TRACE(resource);
    Json const task = {
        {"Type", "Task"}, {"Resource", std::string("arn:aws:states:::") + resource}, {"End", true}};
    auto const made = machines_->create(
        {.name = "m", .definition = Json{{"StartAt", "T"}, {"States", {{"T", task}}}}.dump()});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().message.find("NOT_SUPPORTED: The resource 'arn:aws:states:::"), 0U)
        << made.error().message;
  }
}

TEST_F(Tasks, TheResultsAreATable) {
  auto const record = run_task("dynamodb:getItem", read(R"({"TableName": "heliograph-dev-results",
      "Key": {"image_id": {"S": "none"}}})"));
  ASSERT_EQ(record.status, asl::Status::succeeded) << record.cause.value_or("");
  EXPECT_FALSE(read(record.output->c_str()).contains("Item"));
}

}  // namespace
}  // namespace helio::cli
