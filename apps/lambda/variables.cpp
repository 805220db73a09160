#include "lambda/variables.hpp"

#include <charconv>

namespace helio::lambda {

std::optional<std::string> Variables::text(char const* name) const {
  char const* const value = environment_(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

Result<std::string> Variables::required(char const* name) const {
  auto value = text(name);
  if (value) return std::move(*value);
  return invalid_configuration(std::string("The function needs the environment variable ") + name +
                               "; set it.");
}

Result<std::int64_t> Variables::number(char const* name, std::int64_t otherwise, std::int64_t least,
                                       std::int64_t most) const {
  auto const given = text(name);
  if (!given) return otherwise;
  std::int64_t value = 0;
  char const* const end = given->data() + given->size();
  auto const read = std::from_chars(given->data(), end, value);
  if (read.ec == std::errc() && read.ptr == end && value >= least && value <= most) return value;
  return invalid_configuration(std::string("The environment variable ") + name +
                               " is a whole number from " + std::to_string(least) + " to " +
                               std::to_string(most) + ".");
}

tl::unexpected<Error> invalid_configuration(std::string message) {
  return fail(Errc::invalid_argument, "Runtime.ConfigInvalid", std::move(message));
}

log::Level log_level(Variables const& variables) {
  std::string const name = variables.text("AWS_LAMBDA_LOG_LEVEL").value_or("INFO");
  if (name == "TRACE" || name == "DEBUG") return log::Level::debug;
  if (name == "WARN") return log::Level::warning;
  if (name == "ERROR" || name == "FATAL") return log::Level::error;
  return log::Level::info;
}

}  // namespace helio::lambda
