#include "api/query.hpp"

#include <charconv>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"

namespace helio::api {

std::optional<std::string_view> value_of(http::RequestHead const& head, std::string_view name) {
  auto const value = head.query_value(name);
  return value && !value->empty() ? value : std::nullopt;
}

Result<int> limit_of(http::RequestHead const& head, int otherwise, int max) {
  auto const text = value_of(head, "limit");
  if (!text) return otherwise;
  int limit = 0;
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
  if (error != std::errc() || end != text->data() + text->size() || limit < 1 || limit > max) {
    return fail(Errc::invalid_argument, "InvalidLimit",
                "\"limit\" must be a whole number from 1 to " + std::to_string(max) + ".");
  }
  return limit;
}

Result<std::optional<Timestamp>> time_of(http::RequestHead const& head, std::string_view name) {
  auto const text = value_of(head, name);
  if (!text) return std::optional<Timestamp>();
  auto const time = parse_rfc3339(*text);
  if (!time) {
    return fail(
        Errc::invalid_argument, "InvalidTimestamp",
        "\"" + std::string(name) + "\" must be a time such as 2026-11-25T07:48:03Z (RFC 3339).");
  }
  return *time;
}

Result<Json> object_of(std::string_view body) {
  auto parsed = parse_json(body, {.bytes_max = kBodyBytesMax});
  if (!parsed) {
    // Nested too deep is a wrong request (400): sending less of the same (413) does not help.
    if (parsed.error().name == "JsonTooDeep") parsed.error().code = Errc::invalid_argument;
    return fail(parsed);
  }
  if (!parsed->is_object()) {
    return fail(Errc::invalid_argument, "InvalidJson", "The body must be a JSON object.");
  }
  return parsed;
}

Result<std::string> text_member(Json const& object, std::string_view name) {
  auto const found = object.find(name);
  if (found == object.end() || !found->is_string()) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "The member \"" + std::string(name) + "\" is needed, and must be a text.");
  }
  return found->get<std::string>();
}

http::Response json_response(int status, Json const& body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.headers.add("Cache-Control", "no-store");
  response.body = dump_json(body);
  return response;
}

std::unique_ptr<http::BodyWriter> json_body(
    http::RequestHead const& head, std::function<http::Response(std::string body)> answer) {
  return http::collect_body(kBodyBytesMax, std::move(answer), [&head] {
    return http::problem(413, "PayloadTooLarge",
                         "The body is larger than " + std::to_string(kBodyBytesMax) + " bytes.",
                         head.request_id);
  });
}

}  // namespace helio::api
