#include "lambda/http_runtime_api.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/json.hpp"
#include "base/json_members.hpp"

namespace helio::lambda {
namespace {

constexpr std::size_t kEventBytesMax = 8U << 20U;   // Lambda itself stops at 6 MB
constexpr std::chrono::minutes kInvocationMax{15};  // no function may run longer
constexpr char const* kTraceVariable = "_X_AMZN_TRACE_ID";
constexpr char const* kErrorType = "Lambda-Runtime-Function-Error-Type";

std::string text_header(curl::HttpResponse const& response, std::string_view name) {
  return std::string(response.header(name).value_or(std::string_view()));
}

std::optional<Timestamp> deadline_of(curl::HttpResponse const& response) {
  std::string const text = text_header(response, "lambda-runtime-deadline-ms");
  std::int64_t ms = 0;
  char const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, ms);
  if (read.ec != std::errc() || read.ptr != end || ms <= 0) return std::nullopt;
  return Timestamp(std::chrono::milliseconds(ms));
}

// Of {"errorMessage","errorType"} in a refusal.
tl::unexpected<Error> refusal(curl::HttpResponse const& response) {
  auto const body = parse_json(response.body);
  std::string const type = body ? text_member(*body, "errorType") : std::string();
  std::string const why = "Lambda's Runtime API answered " + std::to_string(response.status) + ".";
  std::string const detail = body ? text_member(*body, "errorMessage") : std::string();
  if (response.status == 413) return fail(Errc::too_large, "ResponseTooLarge", why, detail);
  bool const ours = response.status >= 400 && response.status < 500;
  return fail(ours ? Errc::invalid_argument : Errc::unavailable,
              type.empty() ? "RuntimeApiFailed" : type, why, detail);
}

}  // namespace

HttpRuntimeApi::HttpRuntimeApi(std::string const& address, Clock const& clock)
    : base_("http://" + address + "/2018-06-01/runtime/"), clock_(clock) {}

Result<Invocation> HttpRuntimeApi::next(std::atomic<bool> const& stopping) {
  auto response = client_.send({.url = base_ + "invocation/next",
                                .timeout = std::chrono::milliseconds(0),
                                .direct = true,
                                .response_bytes_max = kEventBytesMax,
                                .cancelled = &stopping});
  if (!response) return fail(response);
  if (response->status != 200) {
    auto refused = refusal(*response);
    refused.value().code = Errc::unavailable;  // there is no invocation to answer
    return refused;
  }
  std::string const trace = text_header(*response, "lambda-runtime-trace-id");
  if (trace.empty()) {
    unsetenv(kTraceVariable);
  } else {
    setenv(kTraceVariable, trace.c_str(), 1);
  }
  Invocation invocation{
      .request_id = text_header(*response, "lambda-runtime-aws-request-id"),
      .function_arn = text_header(*response, "lambda-runtime-invoked-function-arn"),
      .event = std::move(response->body),
      .deadline = deadline_of(*response).value_or(clock_.wall() + kInvocationMax)};
  if (!invocation.request_id.empty()) return invocation;
  return fail(Errc::corrupt, "MalformedInvocation",
              "Lambda's Runtime API gave an invocation without its id.");
}

Result<void> HttpRuntimeApi::post(std::string const& path, std::string const& body,
                                  curl::HttpHeaders headers) {
  headers.emplace_back("Content-Type", "application/json");
  auto const response = client_.send({.method = "POST",
                                      .url = base_ + path,
                                      .headers = std::move(headers),
                                      .body = body,
                                      .direct = true});
  if (!response) return tl::unexpected(response.error());
  if (response->status == 202) return {};
  return refusal(*response);
}

Result<void> HttpRuntimeApi::respond(std::string const& request_id, std::string const& body) {
  return post("invocation/" + request_id + "/response", body, {});
}

Result<void> HttpRuntimeApi::report_failure(std::string const& request_id,
                                            FailureReport const& report) {
  return post("invocation/" + request_id + "/error", report.body, {{kErrorType, report.type}});
}

Result<void> HttpRuntimeApi::report_init_failure(FailureReport const& report) {
  return post("init/error", report.body, {{kErrorType, report.type}});
}

}  // namespace helio::lambda
