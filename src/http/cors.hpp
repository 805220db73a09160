// CORS (Fetch standard §3.2): which web pages of other origins may read answers. Nobody, until
// origins are named.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "http/filter.hpp"

namespace helio::http {

struct CorsOptions {
  std::vector<std::string> origins;  // "https://photos.example.org"; "*" is everybody
  std::vector<std::string> methods = {"GET", "HEAD", "POST", "DELETE"};
  std::vector<std::string> request_headers = {"Authorization", "Content-Type", "Last-Event-ID"};
  std::vector<std::string> response_headers = {"ETag", "x-request-id"};
  std::chrono::seconds preflight_age{600};
};

// Answers preflights and marks the answers to allowed origins.
[[nodiscard]] Filter cors_filter(Handler& inner, CorsOptions options);

[[nodiscard]] bool origin_is_allowed(CorsOptions const& options, std::string_view origin);

}  // namespace helio::http
