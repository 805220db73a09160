// Transport: one HTTP exchange; curl::HttpClient::send(), or a test's own.
#pragma once

#include <functional>

#include "adapters/curl/http_client.hpp"
#include "base/result.hpp"

namespace helio::awscloud {

// Callable from any number of threads.
using Transport = std::function<Result<curl::HttpResponse>(curl::HttpRequest const&)>;

// The client outlives it.
[[nodiscard]] inline Transport over(curl::HttpClient& client) {
  return [&client](curl::HttpRequest const& request) { return client.send(request); };
}

}  // namespace helio::awscloud
