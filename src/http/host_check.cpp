#include "http/host_check.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "http/problem.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// "http://localhost:8080" is the origin of Host "localhost:8080". The scheme may differ behind a
// proxy that does TLS.
bool is_same_origin(std::string_view origin, std::string_view host) {
  auto const scheme_end = origin.find("://");
  return scheme_end != std::string_view::npos && same_word(origin.substr(scheme_end + 3), host);
}

}  // namespace

std::string_view host_without_port(std::string_view host) {
  auto const end = host.starts_with('[') ? host.find(']') : host.find(':');
  if (end == std::string_view::npos) return host;
  return host.substr(0, host.starts_with('[') ? end + 1 : end);
}

bool host_is_served(HostOptions const& options, std::string_view host) {
  std::string const name = lower(host_without_port(host));
  return std::ranges::any_of(options.names, [&](std::string const& served) {
    if (served == "*") return true;
    if (served.starts_with("*.")) return name.ends_with(served.substr(1));
    return same_word(served, name);
  });
}

Filter host_filter(Handler& inner, HostOptions options) {
  auto check = [options = std::move(options)](RequestHead const& head) -> std::optional<Response> {
    // HTTP/1.0 may come without; browsers never do.
    std::string_view const host = head.headers.get("Host").value_or("");
    if (host.empty() || host_is_served(options, host)) return std::nullopt;
    return problem(421, "MisdirectedRequest",
                   "This server does not answer to that host name; add it to the settings.",
                   head.request_id);
  };
  return {inner, std::move(check), {}};
}

Filter origin_filter(Handler& inner, CorsOptions cors) {
  auto check = [cors = std::move(cors)](RequestHead const& head) -> std::optional<Response> {
    auto const origin = head.headers.get("Origin");
    if (!origin || changes_nothing(head.method)) return std::nullopt;
    bool const same = is_same_origin(*origin, head.headers.get("Host").value_or(""));
    if (same || origin_is_allowed(cors, *origin)) return std::nullopt;
    return problem(403, "OriginNotAllowed",
                   "Pages of this origin may not use this server; name it in the CORS settings.",
                   head.request_id);
  };
  return {inner, std::move(check), {}};
}

}  // namespace helio::http
