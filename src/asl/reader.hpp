// Reader: builds the model from a definition that validate() has found in order.
#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "asl/definition.hpp"
#include "asl/fields.hpp"

namespace helio::asl {

class Reader {
 public:
  [[nodiscard]] StateMachine machine(Json const& definition);
  // What a compiler of paths or templates said after all; validate() should have told it before.
  [[nodiscard]] std::optional<Error> const& error() const noexcept { return error_; }

 private:
  [[nodiscard]] Flow flow(Json const& body);
  [[nodiscard]] State state(std::string_view name, Json const& body, Json const& around);
  void shared_fields(State& state, Json const& body, Json const& around);
  [[nodiscard]] decltype(State::kind) kind(StateType type, Json const& body, Json const& around);

  [[nodiscard]] TaskState task(Json const& body);
  [[nodiscard]] ChoiceState choice(Json const& body, Json const& around);
  [[nodiscard]] Condition condition(Json const& body);
  [[nodiscard]] WaitState wait(Json const& body);
  [[nodiscard]] FailState fail_state(Json const& body);
  [[nodiscard]] MapState map(Json const& body);

  [[nodiscard]] Retrier retrier(Json const& body);
  [[nodiscard]] Catcher catcher(Json const& body, Json const& around);

  // The state's place in its flow; kEnd where `body` has no such field.
  [[nodiscard]] static StateIndex target(Json const& body, std::string_view field,
                                         Json const& around);
  [[nodiscard]] Selection selection(Json const& body, std::string_view field);
  [[nodiscard]] Placement placement(Json const& body);
  [[nodiscard]] Amount amount(Json const& body, std::string_view field);
  [[nodiscard]] std::optional<JsonPath> path(Json const& body, std::string_view field);
  [[nodiscard]] std::optional<PathOrCall> path_or_call(Json const& body, std::string_view field);
  [[nodiscard]] std::optional<PayloadTemplate> payload(Json const& body, std::string_view field);

  // The value, or nothing and the error kept.
  template <typename T>
  std::optional<T> keep(Result<T> result) {
    if (result) return std::move(*result);
    if (!error_) error_ = std::move(result.error());
    return std::nullopt;
  }

  std::optional<Error> error_;
};

}  // namespace helio::asl
