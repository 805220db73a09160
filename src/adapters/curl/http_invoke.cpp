#include "adapters/curl/http_invoke.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/json_members.hpp"
#include "base/utf8.hpp"

namespace helio::curl {
namespace {

constexpr std::size_t kCauseBytesMax = 32'768;  // as AWS cuts causes

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "States.Runtime", std::move(message));
}

// "cats" of "arn:aws:events:us-east-1:000000000000:connection/cats/4f…"
std::string_view connection_name(std::string_view arn) {
  constexpr std::string_view kConnection = ":connection/";
  auto const at = arn.find(kConnection);
  if (!arn.starts_with("arn:") || at == arn.npos) return {};
  arn.remove_prefix(at + kConnection.size());
  return arn.substr(0, arn.find('/'));
}

// The client's error as the name that Step Functions has for it.
tl::unexpected<Error> unanswered(Error error) {
  if (error.code == Errc::too_large) error.name = "States.DataLimitExceeded";
  if (error.code == Errc::invalid_argument) error.name = "States.Runtime";
  if (error.code == Errc::unavailable || error.code == Errc::timed_out) {
    error.name = "States.Http.Socket";
  }
  return tl::unexpected(std::move(error));
}

Json headers_json(HttpHeaders const& headers) {
  Json json = Json::object();
  for (auto const& [name, value] : headers) json[name].push_back(value);
  return json;
}

Result<Json> body_json(HttpResponse const& response) {
  std::string type(response.header("content-type").value_or(""));
  type = type.substr(0, type.find(';'));
  if (type.ends_with("json") && !response.body.empty()) {
    auto parsed = parse_json(response.body, {.bytes_max = kHttpTaskBytesMax});
    if (parsed) return parsed;
  }
  if (!is_utf8(response.body)) return wrong("The answer is neither JSON nor text in UTF-8.");
  return Json(response.body);
}

tl::unexpected<Error> refused(HttpResponse const& response) {
  std::string const status = std::to_string(response.status);
  std::string cause = response.body.substr(0, kCauseBytesMax);
  if (cause.empty()) cause = status + " " + response.reason;
  return fail(Errc::unavailable, "States.Http.StatusCode." + status, std::move(cause));
}

}  // namespace

HttpConnection basic_connection(std::string_view user, std::string_view password) {
  std::string const both = std::string(user) + ":" + std::string(password);
  return {.headers = {{"Authorization", "Basic " + to_base64(bytes_of(both))}}};
}

HttpInvoke::HttpInvoke(HttpClient& client, std::string region, Connections connections)
    : client_(client), region_(std::move(region)), connections_(std::move(connections)) {}

Result<HttpConnection const*> HttpInvoke::connection_of(Json const& parameters) const {
  std::string arn = text_member(member(parameters, "Authentication"), "ConnectionArn");
  if (arn.empty()) arn = text_member(member(parameters, "InvocationConfig"), "ConnectionArn");
  if (arn.empty()) {
    return wrong("http:invoke needs Authentication with the ConnectionArn of a [[connection]].");
  }
  auto const found = connections_.find(connection_name(arn));
  if (found != connections_.end()) return &found->second;
  return fail(Errc::not_found, "Events.ConnectionResource.NotFound",
              "The connection " + arn + " is none of the configuration's [[connection]].");
}

Result<Json> HttpInvoke::call(Json const& parameters, asl::TaskContext const& context) {
  auto request = http_task_request(parameters);
  if (!request) return fail(request);
  auto const connection = connection_of(parameters);
  if (!connection) return tl::unexpected(connection.error());
  for (auto const& [name, value] : (*connection)->headers) {
    set_header(request->headers, name, value);
  }
  set_header(request->headers, "User-Agent", "Amazon|StepFunctions|HttpInvoke|" + region_);
  request->timeout = kHttpTaskTimeMax;
  if (context.timeout_s) {
    request->timeout = std::min<std::chrono::milliseconds>(
        request->timeout,
        std::chrono::seconds(std::clamp<std::int64_t>(*context.timeout_s, 1, 60)));
  }
  request->response_bytes_max = kHttpTaskBytesMax;
  request->on_progress = [this](std::uint64_t) { return !stopped_; };
  auto response = client_.send(*request);
  if (!response) return unanswered(std::move(response.error()));
  if (response->status >= 300) return refused(*response);
  auto body = body_json(*response);
  if (!body) return body;
  Json answer = {{"Headers", headers_json(response->headers)},
                 {"ResponseBody", nullptr},
                 {"StatusCode", response->status},
                 {"StatusText", response->reason}};
  answer["ResponseBody"] = std::move(*body);
  return answer;
}

}  // namespace helio::curl
