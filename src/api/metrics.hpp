// Metrics: counters and gauges in Prometheus' text form, for GET /metrics.
//
// Names begin with "helio_". Labels have few values each (a route's pattern, never a path): a
// series per label value stays in memory for ever. Threads  callable from any.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/access.hpp"

namespace helio::api {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(Metrics const&) = delete;
  Metrics& operator=(Metrics const&) = delete;

  // helio_http_requests_total{method,resource,status}, helio_http_request_seconds{resource},
  // helio_http_received_bytes_total, helio_http_sent_bytes_total. `resource` is a pattern, or "".
  void observe(http::Access const& access, std::string_view resource);

  // `read` is called for each answer of GET /metrics, and must not block for long.
  using Labels = std::map<std::string, std::string>;
  void add_gauge(std::string const& name, std::string const& help, Labels const& labels,
                 std::function<double()> read);

  [[nodiscard]] std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace helio::api
