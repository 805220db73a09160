#include "helio/task_resources.hpp"

#include <nlohmann/json.hpp>

#include "aws/dynamodb/operations.hpp"
#include "aws/events/put_events.hpp"
#include "aws/sns/publish.hpp"
#include "aws/tasks/service_task.hpp"
#include "base/ids.hpp"
#include "functions/spill.hpp"

namespace helio::cli {
namespace {

namespace tasks = aws::tasks;

// What Step Functions adds to the longest call of http:invoke.
constexpr std::chrono::seconds kHttpAllowance{5};

constexpr tasks::Service kDynamoDb{"DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException"};
constexpr tasks::Service kEvents{"EventBridge", "AmazonEventBridge", "AmazonEventBridgeException"};
constexpr tasks::Service kSns{"SNS", "AmazonSNS", "AmazonSNSException"};
constexpr tasks::Service kDynamoDbSdk{"DynamoDb", "DynamoDb", "DynamoDbException"};
constexpr tasks::Service kSnsSdk{"Sns", "Sns", "SnsException"};

// Services by their names in signatures: what follows "aws-sdk:", and the errors' first part.
struct SdkService {
  std::string_view signing_name, sdk_name;
  tasks::Service names;
};
constexpr SdkService kSdkServices[] = {
    {"rekognition", "rekognition", {"Rekognition", "Rekognition", "RekognitionException"}},
    {"states", "sfn", {"Sfn", "Sfn", "SfnException"}},
    {"events", "eventbridge", {"EventBridge", "EventBridge", "EventBridgeException"}},
    {"logs", "cloudwatchlogs", {"CloudWatchLogs", "CloudWatchLogs", "CloudWatchLogsException"}}};

curl::HttpInvoke::Connections connections_of(Config const& config) {
  curl::HttpInvoke::Connections connections;
  for (ConnectionConfig const& one : config.resources.connections) {
    curl::HttpConnection connection;
    if (!one.username.empty()) {
      connection = curl::basic_connection(one.username, one.password);
    }
    if (!one.api_key_name.empty()) {
      curl::set_header(connection.headers, one.api_key_name, one.api_key_value);
    }
    connections[one.name] = std::move(connection);
  }
  return connections;
}

// A record and what was derived of its image; the image itself is the bucket's.
aws::dynamodb::ResultsTable::Remove remover(Storage& storage, results::ResultStore& results) {
  return [&storage, &results](std::string const& image_id) -> Result<void> {
    auto derived = functions::remove_spilled(*storage.objects, functions::kDerivedBucket, image_id);
    if (!derived) return derived;
    auto const removed = results.remove(image_id);
    if (!removed && removed.error().code != Errc::not_found) {
      return tl::unexpected(removed.error());
    }
    return {};
  };
}

}  // namespace

TaskResources::TaskResources(Config const& config, Storage& storage, curl::HttpClient& client,
                             results::ResultStore& results)
    : config_(config),
      storage_(storage),
      topics_(config.aws_region, config.aws_account_id),
      results_(results_table_name(config), results, remover(storage, results)),
      http_(client, config.aws_region, connections_of(config)),
      nested_(storage.clock) {}

Result<std::unique_ptr<TaskResources>> TaskResources::open(Config const& config, Storage& storage,
                                                           curl::HttpClient& client,
                                                           results::ResultStore& results) {
  std::unique_ptr<TaskResources> resources(new TaskResources(config, storage, client, results));
  if (auto const opened = resources->open_tables(); !opened) {
    return tl::unexpected(opened.error());
  }
  resources->open_topics(client);
  return resources;
}

Result<void> TaskResources::open_tables() {
  tables_by_name_.add(results_);
  for (TableConfig const& one : config_.resources.tables) {
    auto key = aws::dynamodb::parse_key_attributes(one.key);
    if (!key) return tl::unexpected(key.error());
    auto table =
        sqlite::DynamoDbTable::open(*storage_.database, {.name = one.name, .key = std::move(*key)});
    if (!table) return tl::unexpected(table.error());
    tables_by_name_.add(**table);
    tables_.push_back(std::move(*table));
  }
  return {};
}

void TaskResources::open_topics(curl::HttpClient& client) {
  for (TopicConfig const& topic : config_.resources.topics) {
    std::vector<aws::sns::Subscription> subscriptions = {{"log", &log_}};
    for (auto const& url : topic.webhooks) {
      webhooks_.push_back(std::make_unique<curl::Webhook>(
          client, storage_.clock,
          curl::WebhookOptions{.url = url, .secret = topic.secret, .kinds = {}}));
      subscribers_.push_back(std::make_unique<notify::RetryingNotifier>(
          "topic " + topic.name + " " + curl::webhook_channel(url), *webhooks_.back(),
          *storage_.deliveries, storage_.clock, storage_.random));
      subscriptions.push_back(
          {url.starts_with("https:") ? "https" : "http", subscribers_.back().get()});
    }
    topics_.add(topic.name, std::move(subscriptions));
  }
}

void TaskResources::add_to(asl::TaskRouter& router) {
  router.add_runner("arn:aws:states:::states:startExecution", nested_);
  router.add("arn:aws:states:::http:invoke",
             [this](Json const& parameters, asl::TaskContext const& context) {
               return http_.call(parameters, context);
             },
             {.time_max = curl::kHttpTaskTimeMax + kHttpAllowance});
  router.add("arn:aws:states:::events:putEvents",
             [this](Json const& parameters, asl::TaskContext const& context) {
               auto const put = [this](Json const& input) -> Result<Json> {
                 auto answer = aws::events::put_events(*bus_, input);
                 return answer ? tasks::put_events_answer(std::move(*answer)) : std::move(answer);
               };
               return tasks::optimized_task(kEvents, put, storage_.random)(
                   tasks::put_events_input(parameters, context), context);
             },
             {.task_token = true});
  add_services(router);
}

void TaskResources::add_services(asl::TaskRouter& router) {
  auto& random = storage_.random;
  auto const add_sdk = [&](std::string_view service, tasks::Service const& names,
                           std::string_view operation, tasks::Operation run) {
    router.add(
        "arn:aws:states:::aws-sdk:" + std::string(service) + ":" + tasks::action_of(operation),
        tasks::sdk_task(names, std::move(run), random), {.task_token = true});
  };
  for (auto const& operation : aws::dynamodb::operations()) {
    auto const run = [this, &operation](Json const& input) {
      return operation.run(tables_by_name_, input);
    };
    router.add("arn:aws:states:::dynamodb:" + tasks::action_of(operation.name),
               tasks::optimized_task(kDynamoDb, run, random));
    add_sdk("dynamodb", kDynamoDbSdk, operation.name, run);
  }
  auto const publish = [this](Json const& input) {
    return aws::sns::publish({topics_, storage_.ids, storage_.clock}, input);
  };
  router.add(
      "arn:aws:states:::sns:publish",
      tasks::optimized_task(
          kSns, [publish](Json const& input) { return publish(tasks::publish_input(input)); },
          random),
      {.task_token = true});
  add_sdk("sns", kSnsSdk, "Publish", publish);
}

void TaskResources::add_service(asl::TaskRouter& router, aws::json::Service const& service) {
  auto const caller = [this] {
    return aws::json::Caller::inside(config_.aws_account_id, config_.aws_region,
                                     uuid_v4(storage_.random));
  };
  for (auto const& [signing_name, sdk_name, names] : kSdkServices) {
    if (service.model().signing_name != signing_name) continue;
    tasks::add_sdk_service(router, sdk_name, names, service, caller, storage_.random);
  }
}

void TaskResources::attach(asl::Engine& engine, events::EventBus& bus) {
  nested_.attach(engine);
  bus_ = &bus;
}

void TaskResources::start() {
  for (auto& subscriber : subscribers_) subscriber->start();
}

void TaskResources::stop() {
  nested_.stop();
  http_.stop();
}

}  // namespace helio::cli
