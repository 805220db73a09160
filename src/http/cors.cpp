#include "http/cors.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "http/problem.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

void mark(CorsOptions const& options, std::string_view origin, Response& response) {
  response.headers.add("Vary", "Origin");
  if (!origin_is_allowed(options, origin)) return;
  response.headers.set("Access-Control-Allow-Origin", std::string(origin));
  response.headers.set("Access-Control-Expose-Headers", listed(options.response_headers));
}

Response preflight(CorsOptions const& options, std::string_view origin) {
  if (!origin_is_allowed(options, origin)) {
    return problem(403, "OriginNotAllowed",
                   "Pages of this origin may not use this server; name it in the CORS settings.");
  }
  Response response;
  response.status = 204;
  mark(options, origin, response);
  response.headers.set("Access-Control-Allow-Methods", listed(options.methods));
  response.headers.set("Access-Control-Allow-Headers", listed(options.request_headers));
  response.headers.set("Access-Control-Max-Age", std::to_string(options.preflight_age.count()));
  return response;
}

}  // namespace

bool origin_is_allowed(CorsOptions const& options, std::string_view origin) {
  return std::ranges::any_of(options.origins, [&](std::string const& allowed) {
    return allowed == "*" || same_word(allowed, origin);
  });
}

Filter cors_filter(Handler& inner, CorsOptions options) {
  auto const shared = std::make_shared<CorsOptions const>(std::move(options));
  return {inner,
          [shared](RequestHead const& head) -> std::optional<Response> {
            auto const origin = head.headers.get("Origin");
            if (head.method != "OPTIONS" || !origin ||
                !head.headers.get("Access-Control-Request-Method")) {
              return std::nullopt;
            }
            return preflight(*shared, *origin);
          },
          [shared](RequestHead const& head, Response& response) {
            if (auto const origin = head.headers.get("Origin")) mark(*shared, *origin, response);
          }};
}

}  // namespace helio::http
