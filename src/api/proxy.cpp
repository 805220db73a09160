#include "api/proxy.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "api/query.hpp"
#include "base/encoding.hpp"
#include "base/utf8.hpp"
#include "http/media_type.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace helio::api {
namespace {

void add_headers(Json& event, http::Headers const& headers) {
  event["headers"] = Json::object();
  event["multiValueHeaders"] = Json::object();
  for (auto const& [name, value] : headers.fields()) {
    if (http::same_word(name, "Authorization") || !is_utf8(name) || !is_utf8(value)) continue;
    event["headers"][name] = value;
    event["multiValueHeaders"][name].push_back(value);
  }
}

// By which name and scheme the client came in, as API Gateway tells its functions.
void add_origin(Json& event, http::RequestHead const& head) {
  auto const host = head.headers.get("Host").value_or("");
  event["requestContext"]["domainName"] = is_utf8(host) ? Json(host) : Json("");
  if (head.headers.get("X-Forwarded-Proto")) return;
  event["headers"]["X-Forwarded-Proto"] = head.tls ? "https" : "http";
}

// False: something is no UTF-8.
bool add_query(Json& event, http::RequestHead const& head) {
  event["queryStringParameters"] = nullptr;
  event["multiValueQueryStringParameters"] = nullptr;
  for (auto const& [name, value] : head.query) {
    if (!is_utf8(name) || !is_utf8(value)) return false;
    event["queryStringParameters"][name] = value;
    event["multiValueQueryStringParameters"][name].push_back(value);
  }
  return true;
}

// The first of the members that is a text.
std::string text_of_any(Json const& object, std::initializer_list<char const*> names) {
  if (!object.is_object()) return {};
  for (auto const* const name : names) {
    auto const found = object.find(name);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

http::Response failure(int status, std::string const& body, http::RequestHead const& head) {
  auto const parsed = parse_json(body, {.bytes_max = kBodyBytesMax});
  std::string code, detail;
  if (parsed) {
    code = text_of_any(*parsed, {"code", "errorType", "error"});
    detail = text_of_any(*parsed, {"detail", "message", "errorMessage", "error"});
  }
  if (code.empty() || code == detail) code = status < 500 ? "InvalidRequest" : "InternalError";
  return http::problem(status, code, detail, head.request_id);
}

http::Response bad_answer(http::RequestHead const& head) {
  return http::problem(502, "InvalidFunctionResponse",
                       "The function behind this address gave no proper answer; its log has more.",
                       head.request_id);
}

}  // namespace

Result<Json> proxy_event(http::RequestHead const& head, std::string_view resource,
                         std::string_view image_id, std::string_view body, Timestamp now) {
  // Functions know no HEAD; the server leaves the body out.
  std::string const method = head.method == "HEAD" ? "GET" : head.method;
  Json event = {{"resource", resource}, {"path", head.raw_path}, {"httpMethod", method}};
  add_headers(event, head.headers);
  if (!add_query(event, head) || !is_utf8(head.raw_path) || !is_utf8(image_id) || !is_utf8(body)) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "The request has text that is not UTF-8.");
  }
  event["pathParameters"] = image_id.empty() ? Json() : Json{{"image_id", image_id}};
  event["stageVariables"] = nullptr;
  event["requestContext"] = {{"resourcePath", resource},
                             {"httpMethod", method},
                             {"path", head.raw_path},
                             {"stage", "prod"},
                             {"protocol", "HTTP/1.1"},
                             {"requestId", head.request_id},
                             {"requestTimeEpoch", now.time_since_epoch().count()},
                             {"identity", {{"sourceIp", head.remote_address}}}};
  add_origin(event, head);
  event["body"] = body.empty() ? Json() : Json(body);
  event["isBase64Encoded"] = false;
  return event;
}

http::Response proxy_response(Json const& answer, http::RequestHead const& head) {
  if (!answer.is_object() || !answer.contains("statusCode") ||
      !answer["statusCode"].is_number_integer()) {
    return bad_answer(head);
  }
  auto const status = answer["statusCode"].get<std::int64_t>();
  std::string body = text_of_any(answer, {"body"});
  if (auto const found = answer.find("isBase64Encoded");
      found != answer.end() && found->is_boolean() && found->get<bool>()) {
    auto const decoded = from_base64(body);
    if (!decoded) return bad_answer(head);
    body = text_of(*decoded);
  }
  if (status < 200 || status > 599) return bad_answer(head);
  if (status >= 400) return failure(static_cast<int>(status), body, head);
  http::Response response;
  response.status = static_cast<int>(status);
  if (auto const fields = answer.find("headers"); fields != answer.end() && fields->is_object()) {
    for (auto const& [name, value] : fields->items()) {
      // CORS is the server's business: by its settings, not the function's.
      if (value.is_string() && !http::lower(name).starts_with("access-control-")) {
        response.headers.set(name, value.get<std::string>());
      }
    }
  }
  if (!response.headers.get("Content-Type")) {
    response.headers.add("Content-Type", "application/json");
  }
  if (!response.headers.get("Cache-Control")) response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

http::Response call_function(Parts const& parts, std::string_view function,
                             http::RequestHead const& head, std::string_view resource,
                             std::string_view image_id, std::string_view body) {
  auto event = proxy_event(head, resource, image_id, body, parts.clock.wall());
  if (!event) return http::problem(event.error(), head.request_id);
  auto const answer = parts.invoke(function, std::move(*event), head.request_id);
  if (!answer) return http::problem(answer.error(), head.request_id);
  return proxy_response(*answer, head);
}

}  // namespace helio::api
