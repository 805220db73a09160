#include "lambda/runtime.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"
#include "functions/invocation_log.hpp"

namespace helio::lambda {

Runtime::Runtime(RuntimeApi& api, functions::Function& function, Clock const& clock, Output output,
                 RuntimeOptions options)
    : api_(api),
      function_(function),
      clock_(clock),
      output_(std::move(output)),
      options_(options) {}

Result<void> Runtime::run() {
  while (!stopping_) {
    auto const invocation = api_.next();
    if (!invocation) return tl::unexpected(invocation.error());
    busy_ = true;
    auto const served = serve(*invocation);
    busy_ = false;
    if (!served) return served;
  }
  return {};
}

bool Runtime::stop() {
  stopping_ = true;
  return !busy_;
}

void Runtime::log(log::Level level, std::string const& request_id, std::string_view message,
                  Json const& fields) const {
  if (level < options_.level) return;
  output_(functions::invocation_line(clock_.wall(), level, request_id, message, fields));
}

Result<std::string> Runtime::answer(Invocation const& invocation) {
  auto const event = parse_json(invocation.event);
  if (!event) return tl::unexpected(event.error());
  functions::Context const context(
      invocation.request_id, invocation.function_arn,
      clock_.now() + (invocation.deadline - clock_.wall()),
      [&](log::Level level, std::string_view message, Json const& fields) {
        log(level, invocation.request_id, message, fields);
      });
  auto const result = functions::call(function_, *event, context);
  if (!result) return tl::unexpected(result.error());
  std::string text = dump_json(*result);
  if (text.size() <= options_.response_bytes_max) return text;
  return fail(Errc::too_large, "Function.ResponseSizeTooLarge",
              "The result has " + std::to_string(text.size()) + " bytes; Lambda takes at most " +
                  std::to_string(options_.response_bytes_max) + ".");
}

Result<void> Runtime::serve(Invocation const& invocation) {
  auto answered = answer(invocation);
  Result<void> told;
  if (answered) {
    told = api_.respond(invocation.request_id, *answered);
    if (!told && told.error().code == Errc::too_large) {
      answered = fail(Errc::too_large, "Function.ResponseSizeTooLarge", told.error().message);
    }
  }
  if (!answered) {
    log(log::Level::error, invocation.request_id, "The function failed.",
        functions::failure_fields(answered.error()));
    told = api_.report_failure(invocation.request_id, failure_report(answered.error()));
  }
  if (!told && told.error().code == Errc::invalid_argument) {
    log(log::Level::warning, invocation.request_id, "Lambda did not wait for this answer.",
        functions::failure_fields(told.error()));
    return {};
  }
  return told;
}

}  // namespace helio::lambda
