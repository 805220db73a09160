// GET /livez, /readyz, /metrics, /openapi.json: for whoever runs the server, and its tools.
#include <nlohmann/json.hpp>

#include "api/api.hpp"
#include "api/metrics.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"

namespace helio::api {
namespace {

http::Response text(std::string_view type, std::string body) {
  http::Response response;
  response.headers.add("Content-Type", std::string(type));
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

http::Response readiness(Parts const& parts) {
  auto const missing = parts.not_ready ? parts.not_ready() : std::vector<std::string>();
  if (missing.empty()) return json_response(200, {{"status", "ready"}});
  auto response = json_response(503, {{"status", "not ready"}, {"waiting_for", missing}});
  response.headers.add("Retry-After", "1");
  return response;
}

}  // namespace

Routes health_routes(Parts const& parts) {
  using http::Begun;
  using http::PathParameters;
  using http::RequestHead;
  return {
      {"GET", "/livez",
       [](RequestHead const&, PathParameters const&) -> Begun {
         return json_response(200, {{"status", "alive"}});
       }},
      {"GET", "/readyz",
       [&parts](RequestHead const&, PathParameters const&) -> Begun { return readiness(parts); }},
      {"GET", "/metrics",
       [&parts](RequestHead const&, PathParameters const&) -> Begun {
         return text("text/plain; version=0.0.4; charset=utf-8", parts.metrics.text());
       }},
      {"GET", "/openapi.json", [](RequestHead const&, PathParameters const&) -> Begun {
         return text("application/json", std::string(openapi_json()));
       }}};
}

}  // namespace helio::api
