#include "api/metrics.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace helio::api {
namespace {

// Seconds; a static picture, a listing, an upload of 100 MB.
prometheus::Histogram::BucketBoundaries const kSeconds = {0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60};

// Any text may come as a method; only these get a series of their own.
std::string method_label(std::string const& method) {
  static constexpr std::array<std::string_view, 6> kKnown = {"GET", "HEAD",   "POST",
                                                             "PUT", "DELETE", "OPTIONS"};
  return std::ranges::find(kKnown, method) == kKnown.end() ? "other" : method;
}

}  // namespace

struct Metrics::State {
  struct Reading {
    prometheus::Gauge& gauge;
    std::function<double()> read;
  };

  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                          .Name("helio_http_requests_total")
                                                          .Help("Answered HTTP requests")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("helio_http_request_seconds")
          .Help("From a request's first byte to the last of its answer")
          .Register(registry);
  prometheus::Counter& received = prometheus::BuildCounter()
                                      .Name("helio_http_received_bytes_total")
                                      .Help("Bytes of request bodies")
                                      .Register(registry)
                                      .Add({});
  prometheus::Counter& sent = prometheus::BuildCounter()
                                  .Name("helio_http_sent_bytes_total")
                                  .Help("Bytes of answers")
                                  .Register(registry)
                                  .Add({});
  std::mutex mutex;
  std::vector<Reading> readings;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::observe(http::Access const& access, std::string_view resource) {
  std::string const shown = resource.empty() ? "other" : std::string(resource);
  state_->requests
      .Add({{"method", method_label(access.method)},
            {"resource", shown},
            {"status", std::to_string(access.status)}})
      .Increment();
  // Feeds last as long as their clients like.
  if (resource != "/events/stream") {
    state_->seconds.Add({{"resource", shown}}, kSeconds).Observe(access.duration_ms / 1000);
  }
  state_->received.Increment(static_cast<double>(access.bytes_received));
  state_->sent.Increment(static_cast<double>(access.bytes_sent));
}

void Metrics::add_gauge(std::string const& name, std::string const& help, Labels const& labels,
                        std::function<double()> read) {
  std::scoped_lock const lock(state_->mutex);
  auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry);
  state_->readings.push_back({family.Add(labels), std::move(read)});
}

std::string Metrics::text() const {
  std::scoped_lock const lock(state_->mutex);
  for (auto const& reading : state_->readings) reading.gauge.Set(reading.read());
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace helio::api
