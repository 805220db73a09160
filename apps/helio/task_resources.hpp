// TaskResources: what the workflows of a server can do besides calling functions: the topics,
// tables and connections that the configuration names, events, and executions of other machines.
#pragma once

#include <memory>
#include <vector>

#include "adapters/curl/http_invoke.hpp"
#include "adapters/curl/webhook.hpp"
#include "adapters/sqlite/dynamodb_table.hpp"
#include "asl/nested_executions.hpp"
#include "asl/task_router.hpp"
#include "aws/dynamodb/results_table.hpp"
#include "aws/dynamodb/tables.hpp"
#include "aws/json/service.hpp"
#include "aws/sns/topics.hpp"
#include "events/event_bus.hpp"
#include "helio/config.hpp"
#include "helio/storage.hpp"
#include "notify/log_notifier.hpp"
#include "notify/retrying_notifier.hpp"

namespace helio::cli {

class TaskResources {
 public:
  // All of it outlives this. Errors: those of the tables.
  [[nodiscard]] static Result<std::unique_ptr<TaskResources>> open(Config const& config,
                                                                   Storage& storage,
                                                                   curl::HttpClient& client,
                                                                   results::ResultStore& results);

  // Before the router's first task.
  void add_to(asl::TaskRouter& router);
  // Every operation of a service, as aws-sdk:…; the service outlives the router's last task.
  void add_service(asl::TaskRouter& router, aws::json::Service const& service);
  // Before the first task: what tasks publish to, and what runs their executions.
  void attach(asl::Engine& engine, events::EventBus& bus);
  void changed(asl::ExecutionChange const& change) { nested_.changed(change); }

  // Messages are delivered from here.
  void start();
  // Answers no task of an execution any more, and gives up calls under way. Before the engine goes.
  void stop();

 private:
  TaskResources(Config const& config, Storage& storage, curl::HttpClient& client,
                results::ResultStore& results);
  [[nodiscard]] Result<void> open_tables();
  void open_topics(curl::HttpClient& client);
  void add_services(asl::TaskRouter& router);

  Config const& config_;
  Storage& storage_;
  notify::LogNotifier log_;
  std::vector<std::unique_ptr<curl::Webhook>> webhooks_;
  std::vector<std::unique_ptr<notify::RetryingNotifier>> subscribers_;
  aws::sns::Topics topics_;
  aws::dynamodb::ResultsTable results_;
  std::vector<std::unique_ptr<sqlite::DynamoDbTable>> tables_;
  aws::dynamodb::Tables tables_by_name_;
  curl::HttpInvoke http_;
  asl::NestedExecutions nested_;
  events::EventBus* bus_ = nullptr;
};

}  // namespace helio::cli
