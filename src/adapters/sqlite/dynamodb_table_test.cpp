// Goal: the SQLite table keeps the promises of aws/dynamodb/table.hpp.
#include "adapters/sqlite/dynamodb_table.hpp"

#include "base/scratch_folder.hpp"
#include "contract/dynamodb_table_contract.hpp"

namespace helio::aws::dynamodb {
namespace {

struct Opened {
  ScratchFolder folder;
  std::unique_ptr<sqlite::Database> database =
      sqlite::Database::open(folder.path() / "helio.db").value();
  std::unique_ptr<sqlite::DynamoDbTable> table;
};

std::shared_ptr<Table> opened(TableSchema schema) {
  auto const all = std::make_shared<Opened>();
  all->table = sqlite::DynamoDbTable::open(*all->database, std::move(schema)).value();
  return {all, all->table.get()};
}

INSTANTIATE_TEST_SUITE_P(Sqlite, DynamoDbTableContract, testing::Values(opened));

TEST(DynamoDbTable, TablesShareNoItems) {
  ScratchFolder const folder;
  auto const database = sqlite::Database::open(folder.path() / "helio.db").value();
  auto const cats = sqlite::DynamoDbTable::open(*database, {"cats", {{"id", "S"}}}).value();
  auto const dogs = sqlite::DynamoDbTable::open(*database, {"dogs", {{"id", "S"}}}).value();
  Json const item = {{"id", {{"S", "a"}}}};
  ASSERT_TRUE(cats->change(item, [&](Json const*) { return Result<std::optional<Json>>(item); }));
  EXPECT_TRUE(cats->get(item).value());
  EXPECT_FALSE(dogs->get(item).value());
}

}  // namespace
}  // namespace helio::aws::dynamodb
