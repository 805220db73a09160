#include "http/route.hpp"

#include <algorithm>
#include <optional>

#include "http/problem.hpp"
#include "http/uri.hpp"

namespace helio::http {
namespace {

// "/a/b" -> {"a", "b"}; "/" -> {""}
std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    auto const end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{') && segment.ends_with('}');
}
bool takes_rest(std::string_view segment) { return segment.ends_with("+}"); }

std::string parameter_name(std::string_view segment) {
  return std::string(segment.substr(1, segment.size() - (takes_rest(segment) ? 3 : 2)));
}

bool match(std::vector<std::string> const& pattern, std::vector<std::string> const& path,
           PathParameters& parameters) {
  parameters = {};
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i >= path.size()) return false;
    if (!is_parameter(pattern[i])) {
      if (pattern[i] != path[i]) return false;
      continue;
    }
    if (takes_rest(pattern[i])) {
      std::string rest = path[i];
      for (std::size_t j = i + 1; j < path.size(); ++j) rest += "/" + path[j];
      parameters.add(parameter_name(pattern[i]), std::move(rest));
      return true;
    }
    auto value = percent_decode(path[i]);
    if (!value || value->empty()) return false;
    parameters.add(parameter_name(pattern[i]), std::move(*value));
  }
  return pattern.size() == path.size();
}

std::string allowed_methods(std::vector<Route const*> const& routes) {
  std::string allowed;
  for (auto const* const route : routes) {
    allowed += (allowed.empty() ? "" : ", ") + route->method;
    if (route->method == "GET") allowed += ", HEAD";
  }
  return allowed + ", OPTIONS";
}

}  // namespace

std::string_view PathParameters::operator[](std::string_view name) const {
  for (auto const& [known, value] : values_) {
    if (known == name) return value;
  }
  return {};
}

Router::Router(std::vector<Route> routes, std::vector<std::string> prefixes)
    : routes_(std::move(routes)), prefixes_(std::move(prefixes)) {
  for (Route const& route : routes_) {
    auto segments = segments_of(route.pattern);
    auto same = std::ranges::find(patterns_, segments, &Pattern::segments);
    if (same == patterns_.end()) {
      auto const literals = static_cast<std::size_t>(
          std::ranges::count_if(segments, [](auto const& s) { return !is_parameter(s); }));
      patterns_.push_back({std::move(segments), {}, literals});
      same = std::prev(patterns_.end());
    }
    same->routes.push_back(&route);
  }
  std::ranges::stable_sort(patterns_, std::greater(), &Pattern::literals);
}

Router::Pattern const* Router::find(std::string_view raw_path, PathParameters& parameters) const {
  for (std::string const& prefix : prefixes_) {
    if (!raw_path.starts_with(prefix)) continue;
    auto const path = segments_of(raw_path.substr(prefix.size()));
    for (Pattern const& pattern : patterns_) {
      if (match(pattern.segments, path, parameters)) return &pattern;
    }
  }
  return nullptr;
}

Begun Router::begin(RequestHead const& head) {
  PathParameters parameters;
  Pattern const* const pattern = find(head.raw_path, parameters);
  if (pattern == nullptr) {
    return problem(404, "NotFound", "There is nothing at this address.", head.request_id);
  }
  std::string_view const method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  for (Route const* const route : pattern->routes) {
    if (route->method == method) return route->handle(head, std::move(parameters));
  }
  if (head.method == "OPTIONS") {
    Response options;
    options.status = 204;
    options.headers.add("Allow", allowed_methods(pattern->routes));
    return options;
  }
  Response refusal =
      problem(405, "MethodNotAllowed",
              "This address does not take that method; see the Allow field.", head.request_id);
  refusal.headers.add("Allow", allowed_methods(pattern->routes));
  return refusal;
}

std::string_view Router::pattern_of(std::string_view raw_path) const {
  PathParameters parameters;
  Pattern const* const pattern = find(raw_path, parameters);
  return pattern == nullptr ? std::string_view() : pattern->routes.front()->pattern;
}

}  // namespace helio::http
