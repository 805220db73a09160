// The parsed form of a path: steps, filters and the function at its end. Inside src/asl only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "asl/scope.hpp"
#include "asl/text_cursor.hpp"
#include "asl/work_budget.hpp"
#include "base/result.hpp"

namespace helio {
class Regex;
}

namespace helio::asl {

struct PathFilter;

struct Names {  // ['a'], ['a','b']
  std::vector<std::string> names;
};
struct Indexes {  // [0], [0,-1]
  std::vector<std::int64_t> indexes;
};
struct Slice {  // [1:3], [::2]
  std::optional<std::int64_t> from, to;
  std::int64_t step = 1;
};
struct Wildcard {};

using PathSelect = std::variant<Wildcard, Names, Indexes, Slice, std::shared_ptr<PathFilter const>>;

struct PathStep {
  bool descend = false;  // `..` before it: applied to every object and array below as well
  PathSelect select;

  [[nodiscard]] bool definite(bool last) const noexcept;
};

enum class PathFunction { length, size, keys, min, max, avg, sum, stddev, first, last, index };

enum class PathRoot { input, context, variable, current };

struct PathProgram {
  std::string text;
  PathRoot root = PathRoot::input;
  std::string variable;
  std::vector<PathStep> steps;
  std::optional<PathFunction> function;
  std::int64_t function_argument = 0;  // of index()
  bool definite = true;

  // "$['a'][0]": the path as Jayway's sentences spell it, up to `count` steps.
  [[nodiscard]] std::string normalised(std::size_t count) const;
};

enum class Relation {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  matches,
  in,
  not_in,
  subset_of,
  any_of,
  none_of,
  contains,
  has_size,
  is_empty
};

using FilterOperand =
    std::variant<Json, std::shared_ptr<PathProgram const>, std::shared_ptr<Regex const>>;

struct PathFilter {
  enum class Kind { all, any, negation, relation, exists };
  Kind kind = Kind::exists;
  std::vector<PathFilter> parts;  // of all, any, negation
  Relation relation = Relation::equal;
  FilterOperand left, right;
};

// Where `@` and the roots point during an evaluation.
struct PathSight {
  Scope const& scope;
  Json const* current = nullptr;
  WorkBudget& budget;
};

// Where a path stands, which decides how its names end. `reference` is a whole text in which the
// characters that select many places must be escaped.
enum class PathPlace { whole, reference, argument, filter };

// json_path_parser.cpp. Errors: invalid_argument "InvalidPath".
[[nodiscard]] Result<PathProgram> parse_path(TextCursor& cursor, PathPlace place, int filter_depth);
// A text in quotes; the cursor stands on the opening one.
[[nodiscard]] Result<std::string> take_quoted(TextCursor& cursor, std::string_view error_name);

// json_path_filter_parser.cpp: after `[?(`, up to and with `)]`.
[[nodiscard]] Result<PathFilter> parse_filter(TextCursor& cursor, int depth);

// json_path_eval.cpp: the matches of the steps, in document order; no function is applied.
// Errors: too_large "PathResultTooLarge", invalid_argument "PathFailed".
[[nodiscard]] Result<std::vector<Json const*>> select(PathProgram const& path, PathSight sight);
// The value of the whole path, as JsonPath::evaluate.
[[nodiscard]] Result<Json> value_of(PathProgram const& path, PathSight sight);

// What a copy of the value costs of a WorkBudget; past `stop` it need not be exact.
[[nodiscard]] std::size_t work_of(Json const& value, std::size_t stop);
// The path's root as text for a sentence about what was not found there, at most kQuotedBytesMax.
inline constexpr std::size_t kQuotedBytesMax = 20'000;
[[nodiscard]] std::string quoted(PathProgram const& path, Scope const& scope);

// json_path_filter.cpp
[[nodiscard]] Result<bool> accepts(PathFilter const& filter, PathSight sight);

// json_path_functions.cpp
[[nodiscard]] std::optional<PathFunction> function_named(std::string_view name) noexcept;
[[nodiscard]] Result<Json> apply_function(PathProgram const& path, Json const& value);

}  // namespace helio::asl
