#include "functions/proxy.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::functions {
namespace {

std::map<std::string, std::string> texts(Json const& object) {
  std::map<std::string, std::string> result;
  if (!object.is_object()) return result;
  for (auto const& [name, value] : object.items()) {
    if (value.is_string()) result.emplace(name, value.get<std::string>());
  }
  return result;
}

std::string first_of(std::string first, std::string second) {
  return first.empty() ? std::move(second) : std::move(first);
}

// By which scheme the client came is told by a header, whose name has any case.
std::string origin_in(Json const& event) {
  std::string const host = text_member(member(event, "requestContext"), "domainName");
  if (host.empty()) return {};
  std::string scheme = "https";
  for (auto const& [name, value] : texts(member(event, "headers"))) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    if (lower == "x-forwarded-proto" && value == "http") scheme = "http";
  }
  return scheme + "://" + host;
}

Json response(int status, char const* content_type, Json const& body) {
  return {{"statusCode", status},
          {"headers", {{"Content-Type", content_type}, {"Cache-Control", "no-store"}}},
          {"body", dump_json(body)}};
}

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

Result<ProxyRequest> proxy_request(Json const& event) {
  Json const& http = member(member(event, "requestContext"), "http");
  ProxyRequest request;
  request.method = first_of(text_member(event, "httpMethod"), text_member(http, "method"));
  request.path = first_of(text_member(event, "path"), text_member(event, "rawPath"));
  if (request.method.empty()) {
    return fail(Errc::invalid_argument, "InvalidEvent",
                "The event is no request of API Gateway's proxy integration: it has no method.");
  }
  request.path_parameters = texts(member(event, "pathParameters"));
  request.query = texts(member(event, "queryStringParameters"));
  request.origin = origin_in(event);
  request.body = text_member(event, "body");
  if (member(event, "isBase64Encoded") == true) {
    auto const bytes = from_base64(request.body);
    if (!bytes) return tl::unexpected(bytes.error());
    request.body = text_of(*bytes);
  }
  return request;
}

Json proxy_response(int status, Json const& body) {
  return response(status, "application/json", body);
}

Json proxy_problem(Error const& error) {
  int const status = http_status(error.code);
  return response(status, "application/problem+json",
                  {{"type", "about:blank"},
                   {"title", title_of(status)},
                   {"status", status},
                   {"code", error.name},
                   {"detail", error.message}});
}

int http_status(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument:
    case Errc::unsupported:
      return 400;
    case Errc::unauthenticated:
      return 401;
    case Errc::forbidden:
      return 403;
    case Errc::not_found:
      return 404;
    case Errc::conflict:
      return 409;
    case Errc::too_large:
      return 413;
    case Errc::exhausted:
    case Errc::unavailable:
    case Errc::cancelled:
      return 503;
    case Errc::timed_out:
      return 504;
    case Errc::corrupt:
    case Errc::internal:
      return 500;
  }
  return 500;
}

}  // namespace helio::functions
