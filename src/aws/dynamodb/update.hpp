// Updates: DynamoDB's UpdateExpression, read whole: SET with + and -, if_not_exists and
// list_append, REMOVE, ADD and DELETE.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "aws/dynamodb/expression_text.hpp"

namespace helio::aws::dynamodb {

class Update {
 public:
  enum class Kind { set, remove, add, erase };
  // From the item as it was. Errors: invalid_argument "ValidationException".
  using Value = std::function<Result<Json>(Json const& item)>;
  struct Action {
    Kind kind = Kind::set;
    DocumentPath path;
    Value value = {};  // of all but remove
  };

  explicit Update(std::vector<Action> actions) : actions_(std::move(actions)) {}

  // Every action sees the item as it was. Errors: invalid_argument "ValidationException".
  [[nodiscard]] Result<Json> apply(Json const& item) const;
  [[nodiscard]] std::vector<Action> const& actions() const noexcept { return actions_; }

 private:
  std::vector<Action> actions_;
};

// Errors: invalid_argument "ValidationException".
[[nodiscard]] Result<Update> read_update(std::string_view text, Placeholders& placeholders);

}  // namespace helio::aws::dynamodb
