// Router: a table of {method, pattern, handler} as one Handler.
//
// A pattern's "{name}" takes one segment, percent-decoded; "{name+}" at the end takes the rest with
// its slashes, as it was sent. A literal segment beats a parameter. HEAD is answered by GET's
// route. Another method is 405 with Allow, another path 404; OPTIONS is answered with Allow.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/handler.hpp"

namespace helio::http {

class PathParameters {
 public:
  void add(std::string name, std::string value) {
    values_.emplace_back(std::move(name), std::move(value));
  }
  // The value of a parameter that the pattern has; "" for another name.
  [[nodiscard]] std::string_view operator[](std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

struct Route {
  std::string method;
  std::string pattern;  // "/results/{image_id}/image"
  std::function<Begun(RequestHead const& head, PathParameters parameters)> handle;
};

class Router final : public Handler {
 public:
  // Each route is reached under each prefix: {"", "/prod"}.
  explicit Router(std::vector<Route> routes, std::vector<std::string> prefixes = {""});
  Router(Router const&) = delete;  // patterns point to routes
  Router& operator=(Router const&) = delete;
  [[nodiscard]] Begun begin(RequestHead const& head) override;

  // The pattern that a path would be answered by, for metrics; "" for none.
  [[nodiscard]] std::string_view pattern_of(std::string_view raw_path) const;

 private:
  struct Pattern {
    std::vector<std::string> segments;
    std::vector<Route const*> routes;  // of each method
    std::size_t literals = 0;
  };
  [[nodiscard]] Pattern const* find(std::string_view raw_path, PathParameters& parameters) const;

  const std::vector<Route> routes_;
  const std::vector<std::string> prefixes_;
  std::vector<Pattern> patterns_;  // with most literal segments first
};

}  // namespace helio::http
