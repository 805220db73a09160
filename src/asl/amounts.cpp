#include <charconv>
#include <cmath>

#include "asl/state_types.hpp"
#include "base/json_dump.hpp"

namespace helio::asl {
namespace {

constexpr std::int64_t kSecondsMax = 99'999'999;

std::string shown(Json const& value) {
  return value.is_string() ? value.get<std::string>() : dump_json(value);
}

// A number, or a text that is one: variables often hold texts.
template <typename T>
std::optional<T> number(Json const& value) {
  std::string const text = shown(value);
  if (!value.is_string() && !value.is_number()) return std::nullopt;
  T parsed{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return parsed;
}

tl::unexpected<Failure> wrong(Run& run, Frame const& frame, std::string message) {
  return tl::unexpected(
      run.failure_of(frame, {Errc::invalid_argument, "States.Runtime", std::move(message)}));
}

std::string refers(std::string_view field, Json const& value, char const* what,
                   JsonPath const& path) {
  return "The " + std::string(field) + "Path field refers to value \"" + shown(value) +
         "\" which is not a valid " + what + ": " + path.text();
}

}  // namespace

Outcome<std::optional<std::int64_t>> read_seconds(Run& run, Frame const& frame,
                                                  Amount const& amount, std::string_view field,
                                                  Json const& from) {
  if (amount.fixed) return static_cast<std::int64_t>(*amount.fixed);
  if (!amount.path) return std::nullopt;
  auto const value = run.read(frame, *amount.path, from);
  if (!value) return tl::unexpected(value.error());
  std::string const what = "The " + std::string(field) + "Path parameter ";
  std::string const where = ": " + amount.path->text() + " == " + shown(*value);
  auto const seconds = number<std::int64_t>(*value);
  if (!seconds) return wrong(run, frame, what + "cannot be parsed as a long value" + where);
  if (*seconds < 0) return wrong(run, frame, what + "references a negative value" + where);
  if (*seconds > kSecondsMax) {
    return wrong(run, frame,
                 what + "references a value greater than " + std::to_string(kSecondsMax) + where);
  }
  return *seconds;
}

Outcome<std::optional<std::int64_t>> read_count(Run& run, Frame const& frame, Amount const& amount,
                                                std::string_view field, Json const& from) {
  if (amount.fixed) return static_cast<std::int64_t>(*amount.fixed);
  if (!amount.path) return std::nullopt;
  auto const value = run.read(frame, *amount.path, from);
  if (!value) return tl::unexpected(value.error());
  auto const count = number<std::int64_t>(*value);
  if (!count) return wrong(run, frame, refers(field, *value, "integer", *amount.path));
  if (*count < 0) return wrong(run, frame, std::string(field) + " cannot be negative.");
  return *count;
}

Outcome<std::optional<double>> read_percentage(Run& run, Frame const& frame, Amount const& amount,
                                               std::string_view field, Json const& from) {
  if (amount.fixed) return amount.fixed;
  if (!amount.path) return std::nullopt;
  auto const value = run.read(frame, *amount.path, from);
  if (!value) return tl::unexpected(value.error());
  auto const percentage = number<double>(*value);
  if (!percentage || !std::isfinite(*percentage)) {
    return wrong(run, frame, refers(field, *value, "float", *amount.path));
  }
  if (*percentage < 0 || *percentage > 100) {
    return wrong(run, frame, std::string(field) + " must be between 0 and 100.");
  }
  return *percentage;
}

}  // namespace helio::asl
