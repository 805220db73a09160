#include "lambda/runtime.hpp"

#include <exception>
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

Result<void> Runtime::run(std::atomic<bool> const& stopping) {
  while (!stopping) {
    auto const invocation = api_.next(stopping);
    if (!invocation && invocation.error().code == Errc::cancelled) break;
    if (!invocation) return tl::unexpected(invocation.error());
    if (auto served = serve(*invocation); !served) return served;
  }
  return {};
}

void Runtime::log(log::Level level, std::string const& request_id, std::string_view message,
                  Json const& fields) const {
  if (level < options_.level) return;
  try {
    output_(functions::invocation_line(clock_.wall(), level, request_id, message, fields));
  } catch (std::exception const&) {
    // An answer without its line is better than a line without its answer.
  }
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

// A function's own exceptions are errors already: what is thrown here came of reading the event or
// writing the result, as where memory has run out.
Result<std::string> Runtime::answer_or_error(Invocation const& invocation) {
  try {
    return answer(invocation);
  } catch (std::exception const& error) {
    return fail(Errc::internal, "Unhandled", "The invocation ended by an exception.", error.what());
  }
}

Result<void> Runtime::serve(Invocation const& invocation) {
  auto answered = answer_or_error(invocation);
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
