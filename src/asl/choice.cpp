#include "asl/comparison.hpp"
#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

using Kind = Condition::Kind;

// Evaluates conditions of one Choice over one input.
struct Test {
  Run& run;
  Frame const& frame;
  Scope scope;

  // In place where the path allows, else a copy in `kept`.
  Outcome<Json const*> value(JsonPath const& path, Json& kept) const {
    if (path.findable()) {
      if (Json const* const found = path.find(scope)) return found;
    } else if (auto read = path.evaluate(scope)) {
      kept = std::move(*read);
      return &kept;
    }
    return tl::unexpected(run.failure_of(
        frame, {Errc::not_found, "States.Runtime",
                "Invalid path '" + path.text() +
                    "': The choice state's condition path references an invalid value."}));
  }

  bool leads_anywhere(JsonPath const& path) const {
    if (path.findable()) return path.find(scope) != nullptr;
    auto const found = path.evaluate(scope);
    // A path that may match many always gives an array: it leads nowhere if that is empty.
    return found && (path.definite() || !found->empty());
  }

  Outcome<bool> compare(Condition const& condition) const {
    Comparison const& comparison = *condition.comparison;
    if (comparison.operand == Comparison::Operand::presence) {
      return comparison.holds(leads_anywhere(*condition.variable), *condition.value);
    }
    Json left;
    Json right;
    auto const variable = value(*condition.variable, left);
    if (!variable) return tl::unexpected(variable.error());
    if (!condition.value_path) return comparison.holds(**variable, *condition.value);
    auto const operand = value(*condition.value_path, right);
    if (!operand) return tl::unexpected(operand.error());
    return comparison.holds(**variable, **operand);
  }

  // As deep as the definition is nested.
  Outcome<bool> holds(Condition const& condition) const {
    if (condition.kind == Kind::comparison) return compare(condition);
    for (Condition const& one : condition.operands) {
      auto const held = holds(one);
      if (!held) return held;
      if (condition.kind == Kind::negation) return !*held;
      if (*held == (condition.kind == Kind::any)) return *held;
    }
    return condition.kind == Kind::all;
  }
};

}  // namespace

void execute(Run& run, Frame& frame, ChoiceState const& choice, Data const& data) {
  Test const test{run, frame, run.scope(frame, *data)};
  for (ChoiceRule const& rule : choice.rules) {
    auto const held = test.holds(rule.condition);
    if (!held) return run.fail(frame, held.error());
    if (*held) return run.complete(frame, data, rule.assign, rule.next);
  }
  if (choice.otherwise == kEnd) {
    return run.fail(frame, Error{Errc::invalid_argument, "States.NoChoiceMatched",
                                 "Failed to transition out of the state. The state does not "
                                 "point to a next state."});
  }
  run.complete(frame, data, frame.at().assign, choice.otherwise);
}

}  // namespace helio::asl
