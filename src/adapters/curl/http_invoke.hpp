// HttpInvoke: http:invoke, the Task of Step Functions that calls somebody's HTTP API.
//
//   {"ApiEndpoint": "https://api.example.org/cats", "Method": "POST",
//    "Authentication": {"ConnectionArn": "arn:aws:events:…:connection/cats/…"},
//    "Headers": {…}, "QueryParameters": {…}, "RequestBody": …, "Transform": {…}}
//   -> {"Headers": {"content-type": ["application/json"]}, "ResponseBody": …,
//       "StatusCode": 200, "StatusText": "OK"}
//
// Unlike there, http:// is called too. The endpoint is the choice of whoever may write workflows.
// Errors   "States.Http.StatusCode.404" for any status from 300 (redirects are not followed), with
//          the answer's body as the cause; "States.Http.Socket" for no connection and no answer
//          within kHttpTaskTimeMax; "Events.ConnectionResource.NotFound";
//          "States.DataLimitExceeded" for an answer over kHttpTaskBytesMax; "States.Runtime" for
//          parameters that are none.
// Threads  call() may be used by any number.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <string>

#include "adapters/curl/http_client.hpp"
#include "asl/task_runner.hpp"
#include "base/json.hpp"

namespace helio::curl {

inline constexpr std::chrono::seconds kHttpTaskTimeMax{60};
inline constexpr std::size_t kHttpTaskBytesMax = 256U << 10U;

// What a named connection adds to each call, over what the task says: the secret.
struct HttpConnection {
  HttpHeaders headers;
};

// The header of HTTP's Basic authorization.
[[nodiscard]] HttpConnection basic_connection(std::string_view user, std::string_view password);

class HttpInvoke {
 public:
  // By name: "cats" of "…:connection/cats/<id>".
  using Connections = std::map<std::string, HttpConnection, std::less<>>;

  HttpInvoke(HttpClient& client, std::string region, Connections connections);

  [[nodiscard]] Result<Json> call(Json const& parameters, asl::TaskContext const& context);
  // Gives up the calls under way, and all that come.
  void stop() { stopped_ = true; }

 private:
  [[nodiscard]] Result<HttpConnection const*> connection_of(Json const& parameters) const;

  HttpClient& client_;
  const std::string region_;
  const Connections connections_;
  std::atomic<bool> stopped_ = false;
};

// The request that the parameters ask for, without what the connection adds.
// Errors: invalid_argument "States.Runtime".
[[nodiscard]] Result<HttpRequest> http_task_request(Json const& parameters);

// Whether HTTP allows the name and the value of a header.
[[nodiscard]] bool is_header(std::string_view name, std::string_view value);

// Adds a header, or replaces the one of this name, without regard to case.
void set_header(HttpHeaders& headers, std::string name, std::string value);

}  // namespace helio::curl
