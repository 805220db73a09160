// ResultsTable: the records of all images as a DynamoDB table with the key image_id: the members
// of results::record_json() as attributes.
//
// Changes  become records by the rules of the result store: a PutItem that does not describe a
//          record is a ValidationException, and one of an older version of the object than the
//          stored one's fails as a condition does. Among writers of the table nothing comes between
//          what a change sees and what it makes; the pipeline's own writes may.
#pragma once

#include <functional>
#include <mutex>

#include "aws/dynamodb/table.hpp"
#include "results/result_store.hpp"

namespace helio::aws::dynamodb {

class ResultsTable final : public Table {
 public:
  // `remove` takes a record away with what was derived of its image.
  using Remove = std::function<Result<void>(std::string const& image_id)>;

  ResultsTable(std::string name, results::ResultStore& results, Remove remove);

  [[nodiscard]] TableSchema const& schema() const override { return schema_; }
  Result<std::optional<Json>> get(Json const& key) override;
  Result<void> change(Json const& key, Change const& change) override;

 private:
  const TableSchema schema_;
  results::ResultStore& results_;
  const Remove remove_;
  std::mutex mutex_;
};

}  // namespace helio::aws::dynamodb
