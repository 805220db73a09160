// The request of an HTTP task: its URL, headers and body from the state's parameters.
#include <algorithm>
#include <array>
#include <cctype>

#include <nlohmann/json.hpp>

#include "adapters/curl/http_invoke.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::curl {
namespace {

constexpr std::array<std::string_view, 8> kParameters = {
    "ApiEndpoint", "Method",          "Authentication", "InvocationConfig",
    "Headers",     "QueryParameters", "RequestBody",    "Transform"};
constexpr std::array<std::string_view, 7> kMethods = {"GET",   "POST",    "PUT", "DELETE",
                                                      "PATCH", "OPTIONS", "HEAD"};
// How the message is framed and to whom it goes is not the task's.
constexpr std::array<std::string_view, 12> kForbidden = {
    "connection",          "content-length",   "expect", "host",    "keep-alive",        "proxy",
    "proxy-authorization", "proxy-connection", "te",     "trailer", "transfer-encoding", "upgrade"};

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "States.Runtime", std::move(message));
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// A scalar as it stands in a URL or a header.
std::string plain(Json const& value) {
  return value.is_string() ? value.get<std::string>() : dump_json(value);
}

void add_pair(std::string& text, std::string_view name, std::string_view value) {
  if (!text.empty()) text += '&';
  text += percent_encoded(name) + "=" + percent_encoded(value);
}

// "INDICES": a[0]=x, "REPEAT": a=x&a=y, "COMMAS": a=x,y, "BRACKETS": a[]=x
void add_form(std::string& text, std::string const& name, Json const& value,
              std::string_view arrays) {
  if (value.is_object()) {
    for (auto const& [key, inner] : value.items()) {
      add_form(text, name.empty() ? key : name + "[" + key + "]", inner, arrays);
    }
  } else if (value.is_array() && arrays == "COMMAS") {
    std::string joined;
    for (Json const& one : value) joined += (joined.empty() ? "" : ",") + plain(one);
    add_pair(text, name, joined);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      std::string const index = arrays == "INDICES"    ? "[" + std::to_string(i) + "]"
                                : arrays == "BRACKETS" ? "[]"
                                                       : "";
      add_form(text, name + index, value[i], arrays);
    }
  } else {
    add_pair(text, name, plain(value));
  }
}

Result<void> take_query(HttpRequest& request, Json const& query) {
  if (query.is_null()) return {};
  if (!query.is_object()) return wrong("QueryParameters is an object of texts or lists of them.");
  std::string text;
  for (auto const& [name, value] : query.items()) {
    if (value.is_object()) return wrong("The query parameter '" + name + "' is no text.");
    if (value.is_array()) {
      for (Json const& one : value) add_pair(text, name, plain(one));
    } else {
      add_pair(text, name, plain(value));
    }
  }
  if (text.empty()) return {};
  request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + text;
  return {};
}

Result<void> take_headers(HttpRequest& request, Json const& headers) {
  if (headers.is_null()) return {};
  if (!headers.is_object()) return wrong("Headers is an object of texts.");
  for (auto const& [name, value] : headers.items()) {
    std::string text = value.is_array() ? "" : plain(value);
    if (value.is_array()) {
      for (Json const& one : value) text += (text.empty() ? "" : ", ") + plain(one);
    }
    std::string const lower = lower_case(name);
    if (!is_header(name, text) || value.is_object()) {
      return wrong("The header '" + name + "' has a name or a value that HTTP does not allow.");
    }
    if (std::ranges::find(kForbidden, lower) != kForbidden.end()) {
      return wrong("The header '" + name + "' cannot be set by a task.");
    }
    set_header(request.headers, name, text);
  }
  return {};
}

Result<void> take_body(HttpRequest& request, Json const& parameters) {
  Json const& body = member(parameters, "RequestBody");
  Json const& transform = member(parameters, "Transform");
  std::string const encoding =
      transform.is_null() ? "NONE" : text_member(transform, "RequestBodyEncoding");
  if (encoding != "NONE" && encoding != "URL_ENCODED") {
    return wrong("Transform's RequestBodyEncoding is NONE or URL_ENCODED.");
  }
  if (body.is_null()) return {};
  if (request.method == "HEAD") return wrong("A request with the method HEAD has no RequestBody.");
  auto const type = std::ranges::find_if(
      request.headers, [](auto const& one) { return lower_case(one.first) == "content-type"; });
  if (encoding == "URL_ENCODED") {
    std::string arrays = text_member(member(transform, "RequestEncodingOptions"), "ArrayFormat");
    if (arrays.empty()) arrays = "INDICES";
    if (!body.is_object()) return wrong("A RequestBody that is URL_ENCODED is an object.");
    if (arrays != "INDICES" && arrays != "REPEAT" && arrays != "COMMAS" && arrays != "BRACKETS") {
      return wrong("The ArrayFormat is INDICES, REPEAT, COMMAS or BRACKETS.");
    }
    add_form(request.body, "", body, arrays);
    set_header(request.headers, "Content-Type", "application/x-www-form-urlencoded");
    return {};
  }
  bool const json = type == request.headers.end() || type->second.find("json") != std::string::npos;
  request.body = json ? dump_json(body) : plain(body);
  if (type == request.headers.end())
    set_header(request.headers, "Content-Type", "application/json");
  return {};
}

}  // namespace

bool is_header(std::string_view name, std::string_view value) {
  auto const in_name = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
  };
  auto const control = [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; };
  return !name.empty() && std::ranges::all_of(name, in_name) &&
         std::ranges::none_of(value, control);
}

void set_header(HttpHeaders& headers, std::string name, std::string value) {
  auto const found = std::ranges::find_if(headers, [wanted = lower_case(name)](auto const& one) {
    return lower_case(one.first) == wanted;
  });
  if (found != headers.end()) headers.erase(found);
  headers.emplace_back(std::move(name), std::move(value));
}

Result<HttpRequest> http_task_request(Json const& parameters) {
  if (!parameters.is_object()) return wrong("http:invoke needs ApiEndpoint and Method.");
  for (auto const& [name, unused] : parameters.items()) {
    if (std::ranges::find(kParameters, name) == kParameters.end()) {
      return wrong("http:invoke has no parameter '" + name + "'.");
    }
  }
  HttpRequest request;
  request.url = text_member(parameters, "ApiEndpoint");
  request.method = text_member(parameters, "Method");
  if (!check_url(request.url) || request.url.find('#') != std::string::npos) {
    return wrong("http:invoke needs the ApiEndpoint as a whole http or https URL.");
  }
  if (std::ranges::find(kMethods, request.method) == kMethods.end()) {
    return wrong("http:invoke needs a Method: GET, POST, PUT, DELETE, PATCH, OPTIONS or HEAD.");
  }
  Result<void> taken = take_query(request, member(parameters, "QueryParameters"));
  if (taken) taken = take_headers(request, member(parameters, "Headers"));
  if (taken) taken = take_body(request, parameters);
  if (!taken) return tl::unexpected(std::move(taken.error()));
  return request;
}

}  // namespace helio::curl
