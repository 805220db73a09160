// Variables: what a function is told by its environment, each read with its bounds.
//
// Errors: invalid_argument "Runtime.ConfigInvalid", which names the variable: Lambda reports it as
// the reason why the function could not start.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/log.hpp"
#include "base/result.hpp"

namespace helio::lambda {

class Variables {
 public:
  using Environment = std::function<char const*(char const*)>;  // getenv, but for tests

  explicit Variables(Environment environment) : environment_(std::move(environment)) {}

  // Empty counts as not set.
  [[nodiscard]] std::optional<std::string> text(char const* name) const;
  [[nodiscard]] Result<std::string> required(char const* name) const;
  // `otherwise` where it is not set.
  [[nodiscard]] Result<std::int64_t> number(char const* name, std::int64_t otherwise,
                                            std::int64_t least, std::int64_t most) const;
  // For what reads variables of its own.
  [[nodiscard]] Environment const& environment() const noexcept { return environment_; }

 private:
  Environment environment_;
};

[[nodiscard]] tl::unexpected<Error> invalid_configuration(std::string message);

// AWS_LAMBDA_LOG_LEVEL, as Lambda's logging controls set it: TRACE to FATAL; info where it is not
// set or none of these.
[[nodiscard]] log::Level log_level(Variables const& variables);

}  // namespace helio::lambda
