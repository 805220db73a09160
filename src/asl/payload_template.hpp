// PayloadTemplate: Parameters, ResultSelector, ItemSelector and Assign, compiled once.
//
// A field whose name ends in ".$" holds a path or a call of an intrinsic function as text; it gives
// the field without the ending its value. All other values stay as they are, at any depth.
// PathOrCall: one such text by itself (ErrorPath, CausePath, the templates' fields).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "asl/intrinsic.hpp"
#include "asl/json_path.hpp"

namespace helio::asl {

inline constexpr int kPayloadDepthMax = 100;

class PathOrCall {
 public:
  // Errors: invalid_argument "InvalidPath" or "InvalidIntrinsic".
  [[nodiscard]] static Result<PathOrCall> parse(std::string_view text);

  // Errors: as JsonPath::evaluate, but "States.Runtime" where the path finds nothing, with AWS's
  // sentence that names `field`; as Intrinsic::evaluate.
  [[nodiscard]] Result<Json> evaluate(Scope const& scope, std::string_view field) const;
  [[nodiscard]] Result<Json> evaluate(Scope const& scope, std::string_view field,
                                      WorkBudget& budget) const;

  [[nodiscard]] std::string const& text() const noexcept;

 private:
  using Kind = std::variant<JsonPath, Intrinsic>;
  explicit PathOrCall(Kind kind) : kind_(std::move(kind)) {}
  Kind kind_;
};

struct TemplateNode;

class PayloadTemplate {
 public:
  // Errors: invalid_argument "InvalidTemplate": the message names the fault, `detail` is the JSON
  // pointer of the field inside the document.
  [[nodiscard]] static Result<PayloadTemplate> compile(Json const& document);

  // Errors: as PathOrCall::evaluate; too_large "States.DataLimitExceeded" where the result would be
  // nested deeper than kPayloadDepthMax or cost more than a WorkBudget.
  [[nodiscard]] Result<Json> evaluate(Scope const& scope) const;

 private:
  explicit PayloadTemplate(std::shared_ptr<TemplateNode const> root) : root_(std::move(root)) {}
  std::shared_ptr<TemplateNode const> root_;
};

}  // namespace helio::asl
