// The fields that states of several types have: paths, amounts, retriers and catchers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "asl/json_path.hpp"
#include "asl/payload_template.hpp"
#include "asl/reference_path.hpp"

namespace helio::asl {

using StateIndex = std::size_t;  // of a state within its Flow
inline constexpr StateIndex kEnd = static_cast<StateIndex>(-1);

// InputPath and OutputPath.
struct Selection {
  enum class Kind : std::uint8_t { whole, nothing, path };  // "$" or absent, null, any other
  Kind kind = Kind::whole;
  std::optional<JsonPath> path;
};

// ResultPath.
struct Placement {
  enum class Kind : std::uint8_t { replace, discard, insert };  // "$" or absent, null, any other
  Kind kind = Kind::replace;
  std::optional<ReferencePath> path;
};

// A number written out (TimeoutSeconds) or read from the input (TimeoutSecondsPath).
struct Amount {
  std::optional<double> fixed;
  std::optional<JsonPath> path;
  [[nodiscard]] bool given() const noexcept { return fixed || path; }
};

struct Retrier {
  std::vector<std::string> error_equals;
  double interval_s = 1;
  double backoff_rate = 2;
  int max_attempts = 3;
  std::optional<double> max_delay_s;
  bool full_jitter = false;
};

struct Catcher {
  std::vector<std::string> error_equals;
  StateIndex next = kEnd;
  Placement result_path;
  std::optional<PayloadTemplate> assign;
};

}  // namespace helio::asl
