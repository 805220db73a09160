// API Gateway's proxy integration: an HTTP request as a function's event, and the answer back.
//
// Takes both payload formats: 1.0 (REST APIs: httpMethod, path) and 2.0 (HTTP APIs:
// requestContext.http, rawPath).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::functions {

struct ProxyRequest {
  std::string method, path;  // "GET", "/results/1"
  std::map<std::string, std::string> path_parameters, query;
  // "https://photos.example.org", of requestContext.domainName; empty where the event has none.
  std::string origin;
  std::string body;  // decoded where the event says it is base64
};

// Errors: invalid_argument "InvalidEvent".
[[nodiscard]] Result<ProxyRequest> proxy_request(Json const& event);

// {"statusCode","headers","body"}, the body as text.
[[nodiscard]] Json proxy_response(int status, Json const& body);
// The error as problem+json (RFC 9457): {"type","title","status","code","detail"}.
[[nodiscard]] Json proxy_problem(Error const& error);

// The HTTP status that an error is answered with.
[[nodiscard]] int http_status(Errc code) noexcept;

}  // namespace helio::functions
