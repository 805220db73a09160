#include "helio/server_client.hpp"

#include <cstdlib>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/awscloud/service_error.hpp"

namespace helio::cli {
namespace {

Errc code_of(int status) {
  switch (status) {
    case 401:
      return Errc::unauthenticated;
    case 403:
      return Errc::forbidden;
    case 404:
      return Errc::not_found;
    case 409:
    case 412:
      return Errc::conflict;
    case 413:
      return Errc::too_large;
    case 429:
    case 503:
      return Errc::exhausted;
    default:
      return status >= 500 ? Errc::internal : Errc::invalid_argument;
  }
}

}  // namespace

Error error_of(curl::HttpResponse const& response) {
  Error error{code_of(response.status), fmt::format("Http{}", response.status),
              fmt::format("The server answered with status {}.", response.status)};
  auto const problem = parse_json(response.body);
  if (problem && problem->is_object()) {
    error.name = problem->value("code", error.name);
    error.message = problem->value("detail", problem->value("title", error.message));
  } else if (auto const code = awscloud::xml_text(response.body, "Code"); !code.empty()) {
    error.name = code;
    error.message = awscloud::xml_text(response.body, "Message");
    if (auto const max = awscloud::xml_text(response.body, "MaxSizeAllowed"); !max.empty()) {
      error.message += fmt::format(", which is {} bytes", max);
    }
  }
  return error;
}

void print_error(Error const& error) {
  fmt::print(stderr, "error: {} [{}]\n", error.message, error.name);
}

ServerClient::ServerClient(ServerArguments const& arguments) : url_(arguments.url) {
  if (char const* const from = std::getenv("HELIO_SERVER"); url_.empty() && from != nullptr) {
    url_ = from;
  }
  if (url_.empty()) url_ = "http://127.0.0.1:8080";
  while (url_.ends_with('/')) url_.pop_back();
  if (char const* const key = std::getenv("HELIO_API_KEY")) key_ = key;
}

curl::HttpRequest ServerClient::request(std::string_view method, std::string_view path) const {
  curl::HttpRequest request{.method = std::string(method), .url = url_ + std::string(path)};
  if (!key_.empty()) request.headers.emplace_back("Authorization", "Bearer " + key_);
  return request;
}

Result<curl::HttpResponse> ServerClient::send(curl::HttpRequest const& request) {
  auto response = client_.send(request);
  if (!response && response.error().name == "ConnectionFailed") {
    response.error().message +=
        " Is the server running? `helio serve` starts one; --server or "
        "HELIO_SERVER names another.";
  }
  return response;
}

Result<Json> ServerClient::ask(curl::HttpRequest const& request) {
  auto const response = send(request);
  if (!response) return tl::unexpected<Error>(response.error());
  if (response->status >= 400) return tl::unexpected<Error>(error_of(*response));
  if (response->body.empty()) return Json::object();
  return parse_json(response->body);
}

Result<Json> ServerClient::get(std::string_view path) { return ask(request("GET", path)); }

Result<Json> ServerClient::post(std::string_view path, Json const& body) {
  auto asked = request("POST", path);
  asked.headers.emplace_back("Content-Type", "application/json");
  asked.body = body.dump();
  return ask(asked);
}

}  // namespace helio::cli
