#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

// Error or Cause as written, or as its path or call gives it.
Outcome<std::optional<std::string>> text(Run& run, Frame const& frame,
                                         std::optional<std::string> const& fixed,
                                         std::optional<PathOrCall> const& from,
                                         std::string_view field, Json const& data) {
  if (!from) return fixed;
  auto const value = from->evaluate(run.scope(frame, data), field);
  if (!value) return tl::unexpected(run.failure_of(frame, value.error()));
  if (value->is_string()) return value->get<std::string>();
  return tl::unexpected(run.failure_of(
      frame, {Errc::invalid_argument, "States.Runtime",
              "The field '" + std::string(field) + "' must give a string: " + from->text()}));
}

}  // namespace

void execute(Run& run, Frame& frame, FailState const& fail, Data const& data) {
  auto error = text(run, frame, fail.error, fail.error_path, "ErrorPath", *data);
  if (!error) return run.fail(frame, std::move(error.error()));
  auto cause = text(run, frame, fail.cause, fail.cause_path, "CausePath", *data);
  if (!cause) return run.fail(frame, std::move(cause.error()));
  run.fail(frame, Failure{std::move(*error), std::move(*cause)});
}

}  // namespace helio::asl
