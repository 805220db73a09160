// Scope: what the paths and functions of one state can see.
//
// Lifetime  holds references; a scope lives no longer than what it shows.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/random.hpp"

namespace helio::asl {

struct Scope {
  Json const& input;    // "$"
  Json const& context;  // "$$"
  Random& random;       // States.MathRandom, States.UUID
  // "$name": objects of variables, the innermost scope first.
  std::vector<Json const*> variables = {};

  // nullptr where no scope has the variable.
  [[nodiscard]] Json const* variable(std::string_view name) const;
};

}  // namespace helio::asl
