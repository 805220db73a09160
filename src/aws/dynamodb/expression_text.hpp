// ExpressionText: the words of one of DynamoDB's expressions, and what #names and :values stand
// for.
//
// Bounds  kExpressionBytesMax of one expression.
// Errors  invalid_argument "ValidationException".
#pragma once

#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "aws/dynamodb/document_path.hpp"

namespace helio::aws::dynamodb {

inline constexpr std::size_t kExpressionBytesMax = 4'096;

// ExpressionAttributeNames and ExpressionAttributeValues of a call, shared by its expressions.
class Placeholders {
 public:
  [[nodiscard]] static Result<Placeholders> read(Json const& input);

  [[nodiscard]] Result<std::string> name(std::string_view placeholder);
  [[nodiscard]] Result<Json> value(std::string_view placeholder);
  // Every one must be used by some expression.
  [[nodiscard]] Result<void> all_used() const;

 private:
  Json names_ = Json::object();
  Json values_ = Json::object();
  std::set<std::string, std::less<>> used_;
};

class ExpressionText {
 public:
  // `kind`, "ConditionExpression", stands in what is said of faults.
  ExpressionText(std::string_view kind, std::string_view text, Placeholders& placeholders);

  // The word at hand: a name, "#name", ":value", a whole number, or a sign such as "(" and "<=";
  // "" at the end.
  [[nodiscard]] std::string_view peek() const noexcept { return word_; }
  [[nodiscard]] bool at_end() const noexcept { return word_.empty(); }
  [[nodiscard]] bool at_value() const noexcept { return word_.starts_with(':'); }
  [[nodiscard]] bool at_name() const noexcept;  // also "#name"
  std::string_view take();
  // Takes it if it is the one; words without regard to case.
  bool accept(std::string_view word);
  [[nodiscard]] Result<void> expect(std::string_view word);
  [[nodiscard]] bool is(std::string_view word) const;
  // The one behind the word at hand is "(".
  [[nodiscard]] bool calls() const;

  [[nodiscard]] Result<DocumentPath> path();
  [[nodiscard]] Result<Json> value();

  [[nodiscard]] tl::unexpected<Error> unexpected() const;
  [[nodiscard]] tl::unexpected<Error> wrong(std::string_view why) const;

 private:
  [[nodiscard]] std::string_view word_at(std::string_view text) const;

  std::string_view kind_;
  std::string_view rest_;  // behind the word at hand
  std::string_view word_;
  Placeholders& placeholders_;
};

}  // namespace helio::aws::dynamodb
