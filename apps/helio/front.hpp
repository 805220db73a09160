// Front: the one port of a server: REST, the live feed and the AWS protocols over a pipeline.
//
// Who may ask  On loopback REST is open to everybody on this machine, and AWS calls are signed. On
//              any other address, and behind a proxy on any, REST asks for a bearer key (`helio
//              keys create`); the server must speak TLS or stand behind a proxy that does.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "api/api.hpp"
#include "api/image_variants.hpp"
#include "api/metrics.hpp"
#include "aws/json/handler.hpp"
#include "aws/s3/handler.hpp"
#include "aws/service.hpp"
#include "aws/sts/handler.hpp"
#include "helio/config.hpp"
#include "helio/pipeline.hpp"
#include "helio/readiness.hpp"
#include "helio/storage.hpp"
#include "http/cors.hpp"
#include "http/host_check.hpp"
#include "http/server.hpp"
#include "http/site.hpp"

namespace helio::cli {

// Who listens there, and whether everybody who gets there may ask.
struct Entrance {
  http::ListenAddress address;
  std::optional<http::TlsFiles> tls;
  bool open_to_all = false;
  std::chrono::seconds body_idle_max{20};
};

// Errors: as Front::check(), but for the address: it need not be free.
[[nodiscard]] Result<Entrance> entrance_of(Config const& config);

class Front {
 public:
  // Errors: as check().
  [[nodiscard]] static Result<std::unique_ptr<Front>> open(Config const& config, Storage& storage,
                                                           Pipeline& pipeline);
  // What can be known at once, before the models are loaded. Errors: invalid_argument
  // "InsecureListenAddress" (neither loopback nor TLS nor a proxy); those of http::Server::start().
  [[nodiscard]] static Result<void> check(Config const& config);
  Front(Front const&) = delete;
  Front& operator=(Front const&) = delete;
  ~Front() = default;

  [[nodiscard]] std::string const& url() const { return url_; }  // "http://127.0.0.1:8080"
  void stop(std::chrono::milliseconds drain_max);

 private:
  Front(Config const& config, Storage& storage, Pipeline& pipeline, Entrance const& entrance);
  [[nodiscard]] Result<void> listen(Entrance const& entrance);
  void add_services();
  void add_gauges();

  Storage& storage_;
  Pipeline& pipeline_;
  Readiness readiness_;
  api::ImageVariants variants_;
  api::Metrics metrics_;
  api::Api api_;
  const aws::s3::Options s3_options_;
  aws::s3::S3Handler s3_;
  aws::json::JsonHandler json_;
  aws::sts::StsHandler sts_;
  http::Filter bucket_cors_;
  http::Filter rest_cors_;
  http::Filter rest_origins_;
  http::Site site_;
  aws::ServiceRouter services_;
  http::Filter hosts_;
  std::unique_ptr<http::Server> server_;
  std::string url_;
};

}  // namespace helio::cli
