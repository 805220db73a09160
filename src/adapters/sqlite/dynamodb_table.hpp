// DynamoDbTable: aws::dynamodb::Table over one SQLite file. The items of all tables stand in one
// SQL table, by the table's name and the key's text.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "aws/dynamodb/table.hpp"

namespace helio::sqlite {

class DynamoDbTable final : public aws::dynamodb::Table {
 public:
  // `database` outlives the table. A table that is opened with another key than before does not see
  // what it held. Errors: as Database::migrate().
  [[nodiscard]] static Result<std::unique_ptr<DynamoDbTable>> open(
      Database& database, aws::dynamodb::TableSchema schema);

  [[nodiscard]] aws::dynamodb::TableSchema const& schema() const override { return schema_; }
  Result<std::optional<Json>> get(Json const& key) override;
  Result<void> change(Json const& key, Change const& change) override;

 private:
  DynamoDbTable(Database& database, aws::dynamodb::TableSchema schema);

  Database& database_;
  const aws::dynamodb::TableSchema schema_;
};

}  // namespace helio::sqlite
