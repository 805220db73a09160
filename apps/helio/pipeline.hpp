// Pipeline: everything that happens to an image after its upload: the bus that hears of it, the
// workflow that it runs through, the six functions, and who is told.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/curl/http_client.hpp"
#include "adapters/curl/webhook.hpp"
#include "asl/engine.hpp"
#include "asl/machine_catalog.hpp"
#include "asl/task_router.hpp"
#include "base/worker_pool.hpp"
#include "events/event_bus.hpp"
#include "functions/function_host.hpp"
#include "functions/image_analyzer.hpp"
#include "functions/url_signer.hpp"
#include "helio/aws_services.hpp"
#include "helio/bucket_watch.hpp"
#include "helio/cloud_parts.hpp"
#include "helio/config.hpp"
#include "helio/rule_targets.hpp"
#include "helio/storage.hpp"
#include "helio/task_resources.hpp"
#include "helio/warming_analyzer.hpp"
#include "helio/wiring.hpp"
#include "image/limits.hpp"
#include "logs/log_appender.hpp"
#include "notify/fan_out.hpp"
#include "notify/feed_notifier.hpp"
#include "notify/live_feed.hpp"
#include "notify/log_notifier.hpp"
#include "notify/publishing_result_store.hpp"
#include "notify/retrying_notifier.hpp"
#include "results/cursor.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

class Pipeline {
 public:
  // Takes up the executions that a former process left; the models are known, but not loaded, and
  // no event is delivered yet. `signer` makes upload URLs; storage, signer and cloud outlive the
  // pipeline.
  // Errors: those of the packs and of the stores.
  [[nodiscard]] static Result<std::unique_ptr<Pipeline>> open(Config const& config,
                                                              Storage& storage,
                                                              functions::UrlSigner& signer,
                                                              CloudParts const& cloud);
  ~Pipeline();  // stop()
  Pipeline(Pipeline const&) = delete;
  Pipeline& operator=(Pipeline const&) = delete;

  // Events are delivered from here, and upload URLs given away, as the signer has its endpoint.
  void start();
  // Loads the models and looks at a picture, which takes seconds. Pictures wait for it, and the
  // time limits of functions do not count that. Errors: those of the models.
  [[nodiscard]] Result<void> warm_up();
  [[nodiscard]] bool is_warm() const { return analyzer_->is_warm(); }
  // Requests that wait for an execution end at once; before the server's own stop.
  void stop_waiting();
  // Begins nothing new and waits for what runs, also for a function that hangs; the rest is in the
  // store.
  void stop();
  // Executions that have not ended: they go on with the next start. From any thread.
  [[nodiscard]] std::size_t executions_left() const;

  [[nodiscard]] results::ResultStore& results() { return *results_; }
  [[nodiscard]] notify::LiveFeed& feed() { return *feed_; }
  [[nodiscard]] functions::FunctionHost& functions() { return *host_; }
  [[nodiscard]] asl::Engine& engine() { return *engine_; }
  [[nodiscard]] events::EventBus& bus() { return *bus_; }
  // What the wire calls too.
  [[nodiscard]] AwsServices const& aws_services() { return *services_; }
  [[nodiscard]] int images_at_a_time() const { return side_by_side_; }
  [[nodiscard]] asl::MachineCatalog& machines() { return *machines_; }
  [[nodiscard]] std::vector<vision::Pack> const& packs() const { return packs_; }
  [[nodiscard]] std::string const& machine_arn() const { return machine_arn_; }

 private:
  Pipeline(Config const& config, Storage& storage);
  [[nodiscard]] Result<void> open_models(CloudParts const& cloud);
  [[nodiscard]] Result<vision::Analyze> load_models();
  [[nodiscard]] image::Limits image_limits() const;
  void add_notifiers();
  void add_functions(functions::UrlSigner& signer);
  [[nodiscard]] Result<void> open_workflow();
  [[nodiscard]] Result<void> open_bus();
  void watch_bucket();
  void open_services();
  void publish(asl::ExecutionChange const& change);

  Config const& config_;
  Storage& storage_;
  int const side_by_side_;  // images analysed at a time
  std::unique_ptr<notify::LiveFeed> feed_;
  std::unique_ptr<notify::PublishingResultStore> results_;
  std::unique_ptr<results::Cursors> cursors_;
  std::unique_ptr<logs::LogAppender> log_appender_;

  Engine models_;
  std::vector<vision::Pack> packs_;
  std::unique_ptr<vision::Analyzer> loaded_;
  std::unique_ptr<WarmingAnalyzer> analyzer_;
  std::unique_ptr<functions::ImageAnalyzer> image_analyzer_;

  curl::HttpClient client_;
  notify::LogNotifier log_notifier_;
  std::unique_ptr<notify::FeedNotifier> feed_notifier_;
  std::vector<std::unique_ptr<curl::Webhook>> webhooks_;
  std::vector<std::unique_ptr<notify::RetryingNotifier>> subscribers_;
  notify::FanOut channels_;

  std::unique_ptr<functions::FunctionHost> host_;
  std::unique_ptr<TaskResources> resources_;
  std::unique_ptr<asl::TaskRouter> tasks_;
  std::unique_ptr<WorkerPool> task_pool_;  // stops before the router dies
  std::unique_ptr<asl::MachineCatalog> machines_;
  std::unique_ptr<asl::Engine> engine_;
  std::string machine_arn_;
  std::unique_ptr<RuleTargets> target_;
  std::unique_ptr<events::EventBus> bus_;
  std::unique_ptr<BucketWatch> watch_;  // where the watched bucket is S3's
  std::unique_ptr<AwsServices> services_;
  bool stopped_ = false;

  mutable std::mutex left_mutex_;
  std::optional<std::size_t> left_;  // once the engine is about to go
};

}  // namespace helio::cli
