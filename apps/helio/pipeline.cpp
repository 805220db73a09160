#include "helio/pipeline.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/hmac.hpp"
#include "base/log.hpp"
#include "base/timestamp.hpp"
#include "functions/image_processor.hpp"
#include "functions/local_image_analyzer.hpp"
#include "functions/notification_handler.hpp"
#include "functions/pipeline_definition.hpp"
#include "functions/presigned_url_generator.hpp"
#include "functions/rekognition_analyzer.hpp"
#include "functions/result_saver.hpp"
#include "functions/result_viewer.hpp"
#include "helio/pack_folders.hpp"
#include "helio/pipeline_names.hpp"
#include "helio/warm_up.hpp"

namespace helio::cli {
namespace {

constexpr char const* kRuleName = "image-uploads";
constexpr char const* kAnalyzerName = "rekognition_analyzer";
constexpr char const* kSignerName = "presigned_url_generator";
constexpr std::size_t kTaskThreads = 72;
constexpr std::size_t kImagesMax = 64;  // as the setting allows
constexpr std::size_t kTaskQueueMax = 10'000;
constexpr std::size_t kDeliveries = 16;  // of events at a time; a function holds one until it ends

Bytes cursor_secret(Storage const& storage) {
  auto const derived = hmac_sha256(storage.secret, "cursors");
  return {derived.begin(), derived.end()};
}

std::vector<notify::Kind> kinds_of(WebhookConfig const& webhook) {
  std::vector<notify::Kind> kinds;
  for (auto const kind : {notify::Kind::analyzed, notify::Kind::low_confidence,
                          notify::Kind::rejected, notify::Kind::failed}) {
    auto const name = std::string(notify::to_string(kind));
    if (std::ranges::find(webhook.events, name) != webhook.events.end()) kinds.push_back(kind);
  }
  return kinds;
}

// What starts the workflow: each new object under the upload prefix of the watched bucket.
std::string upload_pattern(Config const& config) {
  Json const pattern = {
      {"source", Json::array({"aws.s3"})},
      {"detail-type", Json::array({"Object Created"})},
      {"detail",
       {{"bucket", {{"name", Json::array({config.bucket})}}},
        {"object", {{"key", Json::array({{{"prefix", config.upload_prefix}}})}}}}}};
  return pattern.dump();
}

}  // namespace

Pipeline::Pipeline(Config const& config, Storage& storage)
    : config_(config),
      storage_(storage),
      side_by_side_(config.images_side_by_side > 0 ? static_cast<int>(config.images_side_by_side)
                                                   : images_side_by_side(kImagesMax)),
      feed_(std::make_unique<notify::LiveFeed>(storage.clock)),
      results_(std::make_unique<notify::PublishingResultStore>(*storage.results, *feed_)),
      cursors_(std::make_unique<results::Cursors>(cursor_secret(storage))),
      log_appender_(std::make_unique<logs::LogAppender>(*storage.logs.store, storage.clock)) {}

Result<std::unique_ptr<Pipeline>> Pipeline::open(Config const& config, Storage& storage,
                                                 functions::UrlSigner& signer,
                                                 CloudParts const& cloud) {
  std::unique_ptr<Pipeline> pipeline(new Pipeline(config, storage));
  auto done = pipeline->open_models(cloud);
  if (done) {
    pipeline->add_notifiers();
    pipeline->add_functions(signer);
    done = pipeline->open_workflow();
  }
  if (done) done = pipeline->open_bus();
  if (!done) return tl::unexpected<Error>(std::move(done.error()));
  pipeline->open_services();
  // Before a request can start another execution.
  auto const resumed = pipeline->engine_->resume();
  if (!resumed) return tl::unexpected<Error>(resumed.error());
  if (*resumed > 0) log::info("executions resumed", {{"count", *resumed}});
  return pipeline;
}

image::Limits Pipeline::image_limits() const {
  return {.bytes_max = static_cast<std::uint64_t>(config_.upload_bytes_max)};
}

Pipeline::~Pipeline() { stop(); }

Result<void> Pipeline::open_models(CloudParts const& cloud) {
  auto packs = read_packs(config_.packs, false);
  if (!packs) return tl::unexpected<Error>(packs.error());
  packs_ = std::move(*packs);
  auto engine = make_engine({.parallel = side_by_side_});
  if (!engine) return tl::unexpected<Error>(engine.error());
  models_ = std::move(*engine);
  analyzer_ = std::make_unique<WarmingAnalyzer>([this] { return load_models(); });
  image_analyzer_ = cloud.analyzer(storage_);
  if (image_analyzer_) return {};
  image_analyzer_ = std::make_unique<functions::LocalImageAnalyzer>(
      [this](BytesView file, vision::AnalyzeOptions const& wanted) {
        return analyzer_->analyze(file, wanted);
      },
      storage_.pictures(), vision::AnalyzeOptions{.limits = image_limits()});
  return {};
}

Result<vision::Analyze> Pipeline::load_models() {
  auto analyzer = vision::Analyzer::create(packs_, *models_.loader);
  if (!analyzer) return tl::unexpected<Error>(analyzer.error());
  loaded_ = std::move(*analyzer);
  if (auto const warm = cli::warm_up(*loaded_); !warm) return tl::unexpected<Error>(warm.error());
  return [this](BytesView file, vision::AnalyzeOptions const& wanted) {
    return loaded_->analyze(file, wanted);
  };
}

Result<void> Pipeline::warm_up() {
  auto warm = analyzer_->warm_up();
  if (warm) host_->release(kAnalyzerName);
  return warm;
}

void Pipeline::add_notifiers() {
  feed_notifier_ = std::make_unique<notify::FeedNotifier>(*feed_);
  channels_.add("feed", "feed", *feed_notifier_);
  channels_.add("subscribers", "log", log_notifier_);
  for (auto const& webhook : config_.webhooks) {
    webhooks_.push_back(std::make_unique<curl::Webhook>(
        client_, storage_.clock,
        curl::WebhookOptions{
            .url = webhook.url, .secret = webhook.secret, .kinds = kinds_of(webhook)}));
    auto const channel = curl::webhook_channel(webhook.url);
    subscribers_.push_back(std::make_unique<notify::RetryingNotifier>(
        channel, *webhooks_.back(), *storage_.deliveries, storage_.clock, storage_.random));
    channels_.add("subscribers", channel, *subscribers_.back());
  }
}

void Pipeline::add_functions(functions::UrlSigner& signer) {
  using namespace functions;
  host_ = std::make_unique<FunctionHost>(
      FunctionHostOptions{.project = config_.project,
                          .environment = config_.environment,
                          .region = config_.aws_region,
                          .account = config_.aws_account_id,
                          .memory_mb = static_cast<int>(config_.lambda_memory_size),
                          .timeout = std::chrono::seconds(config_.lambda_timeout),
                          .threads = 16,
                          .queue_max = kTaskQueueMax},
      *log_appender_, storage_.clock, storage_.random);
  auto& objects = storage_.pictures();
  host_->add(
      std::make_unique<PresignedUrlGenerator>(signer, storage_.ids, config_.bucket,
                                              std::chrono::seconds(config_.upload_url_expiry)),
      {.held = true});
  host_->add(std::make_unique<ImageProcessor>(objects, *results_, storage_.clock, image_limits()));
  host_->add(std::make_unique<RekognitionAnalyzer>(*image_analyzer_, objects),
             {.concurrency_max = static_cast<std::size_t>(side_by_side_), .held = true});
  host_->add(std::make_unique<ResultSaver>(*results_, objects, storage_.clock,
                                           std::chrono::days(config_.result_retention_days)));
  host_->add(std::make_unique<NotificationHandler>(channels_, storage_.clock));
  host_->add(std::make_unique<ResultViewer>(*results_, *cursors_));
}

Result<void> Pipeline::open_workflow() {
  task_pool_ = std::make_unique<WorkerPool>(
      WorkerPoolOptions{.name = "tasks", .threads = kTaskThreads, .queue_max = kTaskQueueMax});
  tasks_ = std::make_unique<asl::TaskRouter>(*task_pool_, storage_.clock);
  auto resources = TaskResources::open(config_, storage_, client_, *results_);
  if (!resources) return tl::unexpected<Error>(resources.error());
  resources_ = std::move(*resources);
  resources_->add_to(*tasks_);
  for (auto const& name : host_->names()) {
    auto const arn = host_->arn_of(name);
    tasks_->add_function(arn.substr(arn.rfind(':') + 1),
                         [this, name](asl::Data event, asl::TaskRouter::Answer answer) {
                           host_->invoke(name, std::move(event), {}, std::move(answer));
                         });
  }
  machines_ = std::make_unique<asl::MachineCatalog>(
      *storage_.machines, storage_.clock, storage_.random,
      asl::Account{.region = config_.aws_region, .id = config_.aws_account_id},
      [this](asl::Resource const& resource) { return tasks_->check(resource); });
  auto definition = functions::pipeline_definition(
      functions::local_placeholders(*host_, config_.rekognition_confidence_threshold));
  if (!definition) return tl::unexpected<Error>(definition.error());
  std::string const role = "arn:aws:iam::" + config_.aws_account_id + ":role/heliograph";
  auto machine =
      machines_->create({.name = kMachineName, .definition = *definition, .role_arn = role});
  if (!machine && machine.error().name == "StateMachineAlreadyExists") {
    auto const arn = asl::machine_arn(machines_->account(), kMachineName);
    machine = machines_->update(arn, std::move(*definition), role);
  }
  if (!machine) return tl::unexpected<Error>(machine.error());
  machine_arn_ = machine->arn;
  engine_ = std::make_unique<asl::Engine>(
      asl::EngineParts{.store = *storage_.executions,
                       .machines = *machines_,
                       .tasks = *tasks_,
                       .clock = storage_.clock,
                       .random = storage_.random},
      asl::EngineOptions{.running_max = static_cast<std::size_t>(config_.executions_max),
                         .retention = std::chrono::hours(24 * config_.execution_retention_days)},
      [this](asl::ExecutionChange const& change) { publish(change); });
  return {};
}

Result<void> Pipeline::open_bus() {
  target_ = std::make_unique<RuleTargets>(*engine_, *host_, *storage_.logs.store, storage_.clock);
  auto bus = events::EventBus::open(
      {.events = *storage_.events,
       .dead_letters = *storage_.events,
       .definitions = *storage_.events,
       .target = *target_,
       .clock = storage_.clock,
       .random = storage_.random,
       .ids = storage_.ids},
      {.region = config_.aws_region, .account = config_.aws_account_id, .workers = kDeliveries});
  if (!bus) return tl::unexpected<Error>(bus.error());
  bus_ = std::move(*bus);
  resources_->attach(*engine_, *bus_);
  auto& rules = bus_->rules();
  auto archive = rules.find_archive("default").value_or(events::Archive{});
  if (archive.created == Timestamp{}) archive.created = storage_.clock.wall();
  archive.retention_days = static_cast<int>(config_.event_archive_retention_days);
  if (auto const put = rules.put_archive(std::move(archive)); !put) return put;
  events::Rule rule{.name = kRuleName,
                    .pattern = upload_pattern(config_),
                    .description = "Each new image runs through the pipeline."};
  rule.targets.push_back({.id = "image-pipeline", .arn = machine_arn_});
  if (storage_.placed) watch_bucket();
  // Whoever has switched the rule off wants it to stay off.
  if (auto const known = rules.find("default", kRuleName)) rule.enabled = known->enabled;
  return rules.put_rule(std::move(rule));
}

void Pipeline::watch_bucket() {
  watch_ = std::make_unique<BucketWatch>(
      storage_.pictures(), *results_,
      [this](std::vector<events::Event> events) -> Result<void> {
        auto const ids = bus_->publish(std::move(events));
        if (!ids) return tl::unexpected<Error>(ids.error());
        return {};
      },
      BucketWatchOptions{.bucket = config_.bucket,
                         .prefix = config_.upload_prefix,
                         .account = config_.aws_account_id,
                         .region = config_.aws_region,
                         .every = std::chrono::seconds(config_.bucket_poll)});
}

void Pipeline::open_services() {
  services_ = std::make_unique<AwsServices>(
      storage_, AwsServices::Parts{.analyzer = *analyzer_,
                                   .bus = *bus_,
                                   .images_at_a_time = static_cast<std::size_t>(side_by_side_),
                                   .states = {.engine = *engine_,
                                              .machines = *machines_,
                                              .tasks = *tasks_,
                                              .clock = storage_.clock,
                                              .random = storage_.random}});
  for (auto const* const service : services_->all()) resources_->add_service(*tasks_, *service);
}

void Pipeline::publish(asl::ExecutionChange const& change) {
  resources_->changed(change);
  feed_->publish("execution", {{"execution_arn", change.execution_arn},
                               {"event", change.event},
                               {"state", change.state},
                               {"status", asl::to_string(change.status)},
                               {"time", to_rfc3339(change.time)}});
}

void Pipeline::start() {
  host_->release(kSignerName);
  storage_.stored_events.listen([this] { bus_->wake(); });
  for (auto& subscriber : subscribers_) subscriber->start();
  resources_->start();
  bus_->start();
  bus_->wake();
  if (watch_) watch_->start();
}

std::size_t Pipeline::executions_left() const {
  std::scoped_lock const lock(left_mutex_);
  if (left_ || !engine_) return left_.value_or(0);
  auto const load = engine_->load();
  return load.running + load.pending;
}

void Pipeline::stop_waiting() {
  if (services_) services_->stop();
  if (analyzer_) analyzer_->stop();
}

// From what begins work to what it uses: notifications come from functions, functions from the
// engine's tasks, executions from the bus. Tasks that are under way end, and what came of them is
// written down: the next start does none of them a second time.
void Pipeline::stop() {
  if (std::exchange(stopped_, true)) return;
  stop_waiting();
  storage_.stored_events.listen({});
  watch_.reset();
  if (bus_) bus_->stop();
  std::size_t const left = executions_left();
  {
    std::scoped_lock const lock(left_mutex_);
    left_ = left;
  }
  if (engine_) engine_->drain();
  if (host_) host_->stop();
  task_pool_.reset();  // its tasks may ask the engine something to the end
  if (resources_) resources_->stop();
  if (engine_) engine_->stop();
  engine_.reset();
  resources_.reset();
  subscribers_.clear();
}

}  // namespace helio::cli
