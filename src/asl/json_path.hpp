// JsonPath: a path of Amazon States Language, parsed once and evaluated many times.
//
// Syntax   `$` the input, `$$` the Context object, `$name` a variable; then children (`.a`,
// `['a']`,
//          names with backslash escapes in either form), `['a','b']`, `[0]`, `[-1]`, `[0,2]`,
//          `[1:3]`, `[*]`, `.*`, `..a`, filters `[?(@.a == 'x' && @.b > 1)]`, and at the end a
//          function: length() size() keys() min() max() avg() sum() stddev() first() last()
//          index(n).
// Meaning  Jayway's, as Step Functions uses it. A definite path gives the value it names, or an
//          error where there is none. An indefinite one (a wildcard, slice, filter, list of indexes
//          or descent in it) gives the array of what matches, empty where nothing does. Names in a
//          list at the end give one object of those members.
// Bounds   kPathBytesMax, kPathStepsMax, kFilterDepthMax at parsing; a WorkBudget at evaluation.
//          Regular expressions run with a limit on backtracking.
// Threads  immutable after parsing; copies share the parsed steps.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "asl/scope.hpp"
#include "base/result.hpp"

namespace helio::asl {

inline constexpr std::size_t kPathBytesMax = 4096;
inline constexpr std::size_t kPathStepsMax = 128;
inline constexpr int kFilterDepthMax = 16;

struct PathProgram;
struct WorkBudget;

class JsonPath {
 public:
  // Errors: invalid_argument "InvalidPath"; the message says what is wrong at which character.
  [[nodiscard]] static Result<JsonPath> parse(std::string_view text);

  // The value as a copy.
  // Errors: not_found "PathNotFound" with Jayway's sentence ("No results for path: $['x']"), to
  // which the caller adds the field's name; invalid_argument "PathFailed" (a function or a filter
  // that does not fit the values); too_large "PathResultTooLarge".
  [[nodiscard]] Result<Json> evaluate(Scope const& scope) const;
  [[nodiscard]] Result<Json> evaluate(Scope const& scope, WorkBudget& budget) const;

  // The value in place: only for definite paths without a function, nullptr where there is none.
  [[nodiscard]] Json const* find(Scope const& scope) const;
  [[nodiscard]] bool findable() const noexcept;

  [[nodiscard]] bool definite() const noexcept;
  // "" for `$` and `$$`, else the name after the dollar.
  [[nodiscard]] std::string const& variable() const noexcept;
  [[nodiscard]] bool from_context() const noexcept;
  [[nodiscard]] std::string const& text() const noexcept;
  // The input or the Context object as text, for a sentence about what was not found there; cut
  // after 20,000 bytes.
  [[nodiscard]] std::string quoted_root(Scope const& scope) const;

 private:
  explicit JsonPath(std::shared_ptr<PathProgram const> program) : program_(std::move(program)) {}
  std::shared_ptr<PathProgram const> program_;
};

}  // namespace helio::asl
