// Goal: the promises in aws/dynamodb/table.hpp hold for every table with the key "id:S, n:N".
// Method: one TEST_P per promise; a table joins with one INSTANTIATE line giving a factory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "aws/dynamodb/table.hpp"

namespace helio::aws::dynamodb {

using TableFactory = std::function<std::shared_ptr<Table>(TableSchema)>;

class DynamoDbTableContract : public testing::TestWithParam<TableFactory> {
 protected:
  static Json item(std::string const& id, int n, std::string const& text = "") {
    Json json = {{"id", {{"S", id}}}, {"n", {{"N", std::to_string(n)}}}};
    if (!text.empty()) json["text"] = {{"S", text}};
    return json;
  }
  Result<void> put(Json const& item) {
    return table_->change(item, [&](Json const*) { return Result<std::optional<Json>>(item); });
  }
  std::string stored(Json const& key) {
    auto const got = table_->get(key);
    EXPECT_TRUE(got) << got.error().message;
    return got && *got ? (*got)->dump() : "none";
  }

  std::shared_ptr<Table> table_ = GetParam()({.name = "cats", .key = {{"id", "S"}, {"n", "N"}}});
};

TEST_P(DynamoDbTableContract, KeepsItemsByTheirWholeKey) {
  EXPECT_EQ(table_->schema().name, "cats");
  EXPECT_EQ(stored(item("a", 1)), "none");
  ASSERT_TRUE(put(item("a", 1, "one")));
  ASSERT_TRUE(put(item("a", 2, "two")));
  EXPECT_EQ(stored(item("a", 1, "whatever")), item("a", 1, "one").dump());
  EXPECT_EQ(stored(item("a", 2)), item("a", 2, "two").dump());
  ASSERT_TRUE(put(item("a", 1, "new")));
  EXPECT_EQ(stored(item("a", 1)), item("a", 1, "new").dump());
}

TEST_P(DynamoDbTableContract, AChangeSeesWhatIsStored) {
  ASSERT_TRUE(put(item("a", 1, "one")));
  std::vector<std::string> seen;
  auto const look = [&](Json const& key) {
    return table_->change(key, [&](Json const* stored) -> Result<std::optional<Json>> {
      seen.assign(1, stored == nullptr ? "none" : stored->dump());
      return std::nullopt;
    });
  };
  ASSERT_TRUE(look(item("b", 1)));
  EXPECT_EQ(seen, std::vector<std::string>{"none"});
  ASSERT_TRUE(look(item("a", 1)));
  EXPECT_EQ(seen, std::vector<std::string>{item("a", 1, "one").dump()});
  EXPECT_EQ(stored(item("a", 1)), "none");
}

TEST_P(DynamoDbTableContract, AChangeThatFailsChangesNothing) {
  ASSERT_TRUE(put(item("a", 1, "one")));
  auto const refused = table_->change(item("a", 1), [](Json const*) -> Result<std::optional<Json>> {
    return fail(Errc::conflict, "ConditionalCheckFailedException", "no");
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().name, "ConditionalCheckFailedException");
  EXPECT_EQ(stored(item("a", 1)), item("a", 1, "one").dump());
}

TEST_P(DynamoDbTableContract, AKeyThatIsNone) {
  for (Json const& key :
       {Json::object(), Json{{"id", {{"S", "a"}}}}, Json{{"id", {{"N", "1"}}}, {"n", {{"N", "1"}}}},
        Json{{"id", {{"S", ""}}}, {"n", {{"N", "1"}}}}}) {
    SCOPED_TRACE(key.dump());
    EXPECT_EQ(table_->get(key).error().name, "ValidationException");
    EXPECT_EQ(put(key).error().name, "ValidationException");
  }
}

TEST_P(DynamoDbTableContract, NothingComesBetween) {
  auto const count = [this] {
    for (int i = 0; i < 50; ++i) {
      EXPECT_TRUE(
          table_->change(item("a", 1), [](Json const* stored) -> Result<std::optional<Json>> {
            int const before =
                stored == nullptr ? 0 : std::stoi((*stored)["count"]["N"].get<std::string>());
            Json next = item("a", 1);
            next["count"] = {{"N", std::to_string(before + 1)}};
            return next;
          }));
    }
  };
  std::thread other(count);
  count();
  other.join();
  EXPECT_NE(stored(item("a", 1)).find(R"("count":{"N":"100"})"), std::string::npos);
}

}  // namespace helio::aws::dynamodb
