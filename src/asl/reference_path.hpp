// ReferencePath: a path that names one place in the input, where a result is put (ResultPath).
//
// Only children and indexes: no `@`, `,`, `:`, `?`, `*`, `..` and no function. `$` is the whole.
// Objects are made on the way as needed, also in place of null. An index must exist, or be the
// array's size (then the value is appended).
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::asl {

class ReferencePath {
 public:
  // Errors: invalid_argument "InvalidPath".
  [[nodiscard]] static Result<ReferencePath> parse(std::string_view text);

  // Puts `value` at the place in `root`; `root` is unchanged after an error.
  // Errors: invalid_argument "States.ResultPathMatchFailure" where the place cannot be in `root`:
  // a member of something that is no object, an index past the end.
  [[nodiscard]] Result<void> set(Json& root, Json value) const;

  [[nodiscard]] bool whole() const noexcept { return steps_.empty(); }
  [[nodiscard]] std::string const& text() const noexcept { return text_; }

 private:
  using Step = std::variant<std::string, std::size_t>;
  ReferencePath(std::string text, std::vector<Step> steps)
      : text_(std::move(text)), steps_(std::move(steps)) {}
  std::string text_;
  std::vector<Step> steps_;
};

}  // namespace helio::asl
