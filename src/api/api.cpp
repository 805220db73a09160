#include "api/api.hpp"

#include <algorithm>
#include <array>

#include "api/resources.hpp"
#include "http/gzip.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

// What a balancer asks, and what says how to ask.
bool is_open_to_all(std::string_view path) {
  static constexpr std::array<std::string_view, 3> kOpen = {"/livez", "/readyz", "/openapi.json"};
  if (path.starts_with("/prod/")) path.remove_prefix(5);
  return std::ranges::find(kOpen, path) != kOpen.end();
}

std::optional<http::Response> refuse_strangers(Parts const& parts, http::RequestHead const& head) {
  if (!parts.authenticate || is_open_to_all(head.raw_path)) return std::nullopt;
  auto const principal = parts.authenticate(head);
  if (principal) return std::nullopt;
  return http::problem(principal.error(), head.request_id);
}

void finish(http::RequestHead const& head, http::Response& response) {
  response.headers.set("X-Content-Type-Options", "nosniff");
  http::compress(head, response);
}

}  // namespace

std::vector<http::Route> routes(Parts const& parts) {
  std::vector<http::Route> all;
  for (auto const resource :
       {upload_url_routes, results_routes, analysis_routes, result_image_routes,
        event_stream_routes, executions_routes, replays_routes, logs_routes, server_routes,
        settings_routes, rules_routes, keys_routes, stats_routes, health_routes}) {
    for (auto& route : resource(parts)) all.push_back(std::move(route));
  }
  return all;
}

Api::Api(Parts parts)
    : parts_(std::move(parts)),
      router_(routes(parts_), {"", "/prod"}),
      finished_(
          router_, [this](http::RequestHead const& head) { return refuse_strangers(parts_, head); },
          finish) {}

http::Begun Api::begin(http::RequestHead const& head) { return finished_.begin(head); }

std::string_view Api::resource_of(std::string_view raw_path) const {
  return router_.pattern_of(raw_path);
}

}  // namespace helio::api
