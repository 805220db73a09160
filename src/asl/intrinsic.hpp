// Intrinsic: a call of an intrinsic function, `States.Format('Hello, {}', $.name)`.
//
// Arguments are 'texts' (escapes \' \{ \} \\), numbers, true, false, null, paths, and calls.
// The functions stand in one table (intrinsic_table.hpp) with how many arguments each takes.
// Bounds   kIntrinsicDepthMax nested calls, kIntrinsicBytesMax of text, and AWS's own: 1,000
//          elements of an ArrayRange, 10,000 characters of Base64 and Hash.
// Threads  immutable after parsing; copies share the parsed call.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "asl/scope.hpp"
#include "base/result.hpp"

namespace helio::asl {

inline constexpr int kIntrinsicDepthMax = 10;
inline constexpr std::size_t kIntrinsicBytesMax = 10'000;

struct IntrinsicCall;
struct WorkBudget;

class Intrinsic {
 public:
  // Does the text look like a call rather than a path? Says nothing of its validity.
  [[nodiscard]] static bool looks_like(std::string_view text) noexcept;

  // Errors: invalid_argument "InvalidIntrinsic".
  [[nodiscard]] static Result<Intrinsic> parse(std::string_view text);

  // Errors: invalid_argument "States.IntrinsicFailure" with AWS's sentence, "States.Runtime" where
  // a path among the arguments finds nothing.
  [[nodiscard]] Result<Json> evaluate(Scope const& scope) const;
  [[nodiscard]] Result<Json> evaluate(Scope const& scope, WorkBudget& budget) const;

  [[nodiscard]] std::string const& text() const noexcept;

 private:
  explicit Intrinsic(std::shared_ptr<IntrinsicCall const> call) : call_(std::move(call)) {}
  std::shared_ptr<IntrinsicCall const> call_;
};

}  // namespace helio::asl
