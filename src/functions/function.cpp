#include "functions/function.hpp"

#include <utility>

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

}  // namespace helio::functions
