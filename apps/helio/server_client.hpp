// ServerClient: the REST API of a running server, as helio's own commands use it.
#pragma once

#include <string>
#include <string_view>

#include "adapters/curl/http_client.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "helio/server_arguments.hpp"

namespace helio::cli {

class ServerClient {
 public:
  // The address: as given, else $HELIO_SERVER, else http://127.0.0.1:8080. $HELIO_API_KEY is sent
  // as a bearer token where it is set.
  explicit ServerClient(ServerArguments const& arguments);

  [[nodiscard]] std::string const& url() const noexcept { return url_; }

  // The answer's JSON. Errors: those of HttpClient, where "ConnectionFailed" says how to start a
  // server; and what the server answered, its `code` as name and its `detail` as message.
  [[nodiscard]] Result<Json> get(std::string_view path);
  [[nodiscard]] Result<Json> post(std::string_view path, Json const& body);

  // Any other exchange, such as the PUT to an upload URL; the URL is whole, no key is sent.
  [[nodiscard]] Result<curl::HttpResponse> send(curl::HttpRequest const& request);

 private:
  [[nodiscard]] curl::HttpRequest request(std::string_view method, std::string_view path) const;
  [[nodiscard]] Result<Json> ask(curl::HttpRequest const& request);

  std::string url_;
  std::string key_;
  curl::HttpClient client_;
};

// The error that a response of 4xx or 5xx stands for: problem+json, S3's XML, or its status.
[[nodiscard]] Error error_of(curl::HttpResponse const& response);

// Says an error on stderr: "error: … [Name]".
void print_error(Error const& error);

}  // namespace helio::cli
