#include "helio/front.hpp"

#include "api/bus_replays.hpp"
#include "api/engine_executions.hpp"
#include "aws/s3/bucket_cors.hpp"
#include "aws/s3/unsigned_request.hpp"
#include "functions/spill.hpp"
#include "helio/bearer_keys.hpp"
#include "helio/page_files.hpp"
#include "helio/server_info.hpp"
#include "helio/settings_info.hpp"

namespace helio::cli {
namespace {

// A database that takes longer for one row is not fit for work.
constexpr auto kWriteWaitMax = std::chrono::seconds(2);

constexpr std::size_t kWorkers = 16;  // and one for each picture that is looked at

http::CorsOptions cors_of(Config const& config) { return {.origins = config.cors_origins}; }

http::HostOptions hosts_of(Config const& config, std::string_view listen_host) {
  http::HostOptions options;
  options.names.insert(options.names.end(), config.allowed_hosts.begin(),
                       config.allowed_hosts.end());
  // Who opens the server to a network has named no names: any may be its own, and keys are asked
  // for.
  if (!http::is_loopback(listen_host) && config.allowed_hosts.empty()) options.names = {"*"};
  return options;
}

aws::s3::Options s3_options(Config const& config) {
  aws::s3::Options options{.region = config.aws_region, .account_id = config.aws_account_id};
  options.watched_bucket = config.bucket;
  options.object_bytes_max = static_cast<std::uint64_t>(config.object_bytes_max);
  options.upload_limits.push_back(
      {.bucket = config.bucket,
       .prefix = config.upload_prefix,
       .bytes_max = static_cast<std::uint64_t>(config.upload_bytes_max)});
  options.domains.insert(options.domains.end(), config.allowed_hosts.begin(),
                         config.allowed_hosts.end());
  return options;
}

Readiness::Sources sources_of(Storage& storage, Pipeline& pipeline) {
  return {.write = [&storage] { return storage.write_probe->write(kWriteWaitMax); },
          .free_bytes = [&storage] { return storage.file_system.free_bytes(storage.folder); },
          .warm = [&pipeline] { return pipeline.is_warm(); }};
}

// An operation holds a worker of the server while it runs, a picture's for as long as it is looked
// at: there are so many workers more, and some remain for the rest.
aws::json::HandlerOptions json_options(Config const& config, Pipeline const& pipeline) {
  return {.account_id = config.aws_account_id,
          .running_max = kWorkers - 4 + static_cast<std::size_t>(pipeline.images_at_a_time())};
}

http::ServerOptions server_options(Entrance const& entrance) {
  http::ServerOptions options{
      .host = entrance.address.host, .port = entrance.address.port, .tls = entrance.tls};
  options.worker_threads = kWorkers;
  options.limits.body_idle_max = entrance.body_idle_max;
  return options;
}

// The page sends pictures to where upload URLs lead.
http::SiteOptions site_options(Config const& config, Storage const& storage) {
  http::SiteOptions options;
  auto const& url = config.public_url;
  auto const scheme_end = url.find("://");
  if (scheme_end != std::string::npos) {
    options.connect_origins.push_back(url.substr(0, url.find('/', scheme_end + 3)));
  }
  if (!storage.upload_origin.empty()) options.connect_origins.push_back(storage.upload_origin);
  return options;
}

api::Parts api_parts(Config const& config, Storage& storage, Pipeline& pipeline,
                     api::ImageVariants& variants, api::Metrics& metrics, Readiness& readiness,
                     api::Authenticator authenticate) {
  auto& host = pipeline.functions();
  return {.invoke =
              [&host](std::string_view function, Json event, std::string const& request_id) {
                return host.invoke_and_wait(function, std::move(event), request_id);
              },
          .results = pipeline.results(),
          .objects = storage.pictures(),
          .logs = *storage.logs.store,
          .feed = pipeline.feed(),
          .executions = api::executions_of(pipeline.engine(), pipeline.machines()),
          .redrive = api::redrive_of(pipeline.engine()),
          .repeat = api::repeat_of(pipeline.engine()),
          .replays = api::replays_of(pipeline.bus()),
          .keys = key_keeper(*storage.keys),
          .switch_rule =
              [&pipeline](std::string_view bus, std::string_view rule, bool enabled) {
                return pipeline.bus().rules().change_rule(bus, rule, false,
                                                          [enabled](events::Rule& one) {
                                                            one.enabled = enabled;
                                                            return Result<void>();
                                                          });
              },
          .variants = variants,
          .metrics = metrics,
          .clock = storage.clock,
          .remove_derived =
              [&storage](std::string_view image_id) {
                return functions::remove_spilled(*storage.objects, functions::kDerivedBucket,
                                                 image_id);
              },
          .log_group_of = [&host](std::string_view function) -> std::optional<std::string> {
            for (auto const& name : host.names()) {
              if (name == function) return host.log_group_of(name);
            }
            return std::nullopt;
          },
          .server_info = [info = server_info(config, bool(authenticate))] { return info; },
          .settings =
              [config, &pipeline] {
                return settings_info(config, pipeline.bus().rules(), pipeline.packs());
              },
          .not_ready = [&readiness] { return readiness.look().faults; },
          .authenticate = std::move(authenticate)};
}

}  // namespace

Front::Front(Config const& config, Storage& storage, Pipeline& pipeline, Entrance const& entrance)
    : storage_(storage),
      pipeline_(pipeline),
      readiness_(sources_of(storage, pipeline),
                 static_cast<std::uint64_t>(config.disk_free_bytes_min), storage.clock),
      variants_(storage.pictures(),
                {.original_bytes_max = static_cast<std::uint64_t>(config.upload_bytes_max)}),
      api_(api_parts(config, storage, pipeline, variants_, metrics_, readiness_,
                     entrance.open_to_all
                         ? api::Authenticator()
                         : authenticator(*storage.keys, {config.bucket, config.upload_prefix}))),
      s3_options_(s3_options(config)),
      s3_({.objects = storage.pictures(),
           .buckets = *storage.index,
           .uploads = *storage.objects,
           .versions = *storage.objects},
          *storage.keys, storage.clock, s3_options_),
      json_(*storage.keys, storage.clock, json_options(config, pipeline)),
      sts_(*storage.keys, storage.clock, config.aws_account_id),
      bucket_cors_(aws::s3::bucket_cors_filter(s3_, *storage.index, s3_options_)),
      rest_cors_(http::cors_filter(api_, cors_of(config))),
      rest_origins_(http::origin_filter(rest_cors_, cors_of(config))),
      site_(page_files(), rest_origins_, site_options(config, storage)),
      services_(site_),
      hosts_(http::host_filter(services_, hosts_of(config, entrance.address.host))) {
  add_services();
  add_gauges();
}

void Front::add_services() {
  for (auto const* const service : pipeline_.aws_services().all()) {
    json_.add(*service);
    services_.add(std::string(service->model().signing_name), json_);
  }
  services_.set_targets(json_);
  services_.add("sts", sts_);
  services_.add("s3", bucket_cors_);
  services_.claim(
      [this](http::RequestHead const& head) {
        bool const rest = site_.owns(head.raw_path) || !api_.resource_of(head.raw_path).empty();
        return aws::s3::is_for_bucket(head, *storage_.index, s3_options_, rest);
      },
      bucket_cors_);
}

void Front::add_gauges() {
  for (auto const& name : pipeline_.functions().names()) {
    auto const read = [this, name](auto member) {
      return [this, name, member] {
        auto const all = pipeline_.functions().metrics();
        auto const found = all.find(name);
        return found == all.end() ? 0.0 : static_cast<double>(found->second.*member);
      };
    };
    using functions::FunctionMetrics;
    api::Metrics::Labels const labels{{"function", name}};
    metrics_.add_gauge("helio_function_invocations", "Invocations so far", labels,
                       read(&FunctionMetrics::invocations));
    metrics_.add_gauge("helio_function_errors", "Invocations that failed", labels,
                       read(&FunctionMetrics::errors));
    metrics_.add_gauge("helio_function_duration_ms", "Milliseconds of all invocations", labels,
                       read(&FunctionMetrics::duration_ms_sum));
    metrics_.add_gauge("helio_function_running", "Invocations that run now", labels,
                       read(&FunctionMetrics::running));
    metrics_.add_gauge("helio_function_waiting", "Invocations that wait for a thread", labels,
                       read(&FunctionMetrics::waiting));
  }
  metrics_.add_gauge("helio_executions_running", "Executions of the workflow in memory", {},
                     [this] { return static_cast<double>(pipeline_.engine().load().running); });
  metrics_.add_gauge("helio_executions_pending", "Executions that wait for a place", {},
                     [this] { return static_cast<double>(pipeline_.engine().load().pending); });
  metrics_.add_gauge("helio_ready", "1 where GET /readyz says so, else 0", {},
                     [this] { return readiness_.look().faults.empty() ? 1.0 : 0.0; });
  metrics_.add_gauge("helio_database_writable", "1 where the database takes writes, else 0", {},
                     [this] { return readiness_.look().database_writable ? 1.0 : 0.0; });
  metrics_.add_gauge("helio_disk_free_bytes", "Bytes free for the data folder", {},
                     [this] { return static_cast<double>(readiness_.look().free_bytes); });
  metrics_.add_gauge("helio_database_bytes", "Bytes of the database", {}, [this] {
    double bytes = 0;
    // What is written lately is in a file beside it.
    for (auto const* suffix : {"", "-wal"}) {
      std::error_code error;
      auto const size = std::filesystem::file_size(
          storage_.folder / (std::string(kDatabaseFile) + suffix), error);
      if (!error) bytes += static_cast<double>(size);
    }
    return bytes;
  });
  metrics_.add_gauge("helio_feed_subscribers", "Open live feeds", {},
                     [this] { return static_cast<double>(pipeline_.feed().subscribers()); });
}

void Front::stop(std::chrono::milliseconds drain_max) {
  readiness_.begin_stop();
  server_->stop(drain_max);
}

Result<void> Front::listen(Entrance const& entrance) {
  auto options = server_options(entrance);
  options.worker_threads += static_cast<std::size_t>(pipeline_.images_at_a_time());
  options.observe = [this](http::Access const& access) {
    metrics_.observe(access, api_.resource_of(access.path));
    http::log_access(access);
  };
  auto server = http::Server::start(std::move(options), hosts_, storage_.clock, storage_.random);
  if (!server) return tl::unexpected<Error>(server.error());
  server_ = std::move(*server);
  auto const& host = entrance.address.host;
  bool const v6 = host.find(':') != std::string::npos;
  url_ = (entrance.tls ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) + ":" +
         std::to_string(server_->port());
  return {};
}

Result<std::unique_ptr<Front>> Front::open(Config const& config, Storage& storage,
                                           Pipeline& pipeline) {
  auto const entrance = entrance_of(config);
  if (!entrance) return tl::unexpected<Error>(entrance.error());
  std::unique_ptr<Front> front(new Front(config, storage, pipeline, *entrance));
  auto const listening = front->listen(*entrance);
  if (!listening) return tl::unexpected<Error>(listening.error());
  return front;
}

Result<void> Front::check(Config const& config) {
  auto const entrance = entrance_of(config);
  if (!entrance) return tl::unexpected<Error>(entrance.error());
  return http::Server::check(server_options(*entrance));
}

Result<Entrance> entrance_of(Config const& config) {
  auto const address = http::parse_listen_address(config.listen);
  if (!address) return tl::unexpected<Error>(address.error());
  bool const loopback = http::is_loopback(address->host);
  // What comes through a proxy on this machine comes from loopback too.
  Entrance entrance{.address = *address,
                    .tls = {},
                    .open_to_all = loopback && !config.behind_proxy,
                    .body_idle_max = std::chrono::seconds(config.body_timeout)};
  if (!config.tls_certificate.empty()) {
    entrance.tls =
        http::TlsFiles{.certificate_chain = config.tls_certificate, .private_key = config.tls_key};
    if (auto const good = http::check_tls_files(*entrance.tls); !good) {
      return tl::unexpected<Error>(good.error());
    }
  }
  if (!loopback && !entrance.tls && !config.behind_proxy) {
    return fail(Errc::invalid_argument, "InsecureListenAddress",
                config.listen +
                    " can be reached from other machines. Give --tls-certificate and "
                    "--tls-key, or --behind-proxy if a proxy in front speaks TLS.");
  }
  return entrance;
}

}  // namespace helio::cli
