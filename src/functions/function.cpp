#include "functions/function.hpp"

#include <exception>
#include <utility>

#include <nlohmann/json.hpp>

namespace helio::functions {

Context::Context(std::string request_id, std::string function_arn, Clock::Monotonic deadline,
                 Sink sink, std::atomic<bool> const* cancelled)
    : request_id_(std::move(request_id)),
      function_arn_(std::move(function_arn)),
      deadline_(deadline),
      sink_(std::move(sink)),
      cancelled_(cancelled) {}

void Context::log(log::Level level, std::string_view message, Json const& fields) const {
  if (sink_) sink_(level, message, fields);
}

Result<Json> call(Function& function, Json const& event, Context const& context) {
  try {
    return function.handle(event, context);
  } catch (std::exception const& error) {
    return fail(Errc::internal, "Unhandled", "The function ended by an exception.", error.what());
  } catch (...) {
    return fail(Errc::internal, "Unhandled", "The function ended by an unknown exception.");
  }
}

Json function_error_json(Error const& error) {
  return {{"errorMessage", error.message}, {"errorType", error.name}};
}

}  // namespace helio::functions
