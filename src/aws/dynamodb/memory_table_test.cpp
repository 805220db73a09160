#include "aws/dynamodb/memory_table.hpp"

#include "contract/dynamodb_table_contract.hpp"

namespace helio::aws::dynamodb {

INSTANTIATE_TEST_SUITE_P(Memory, DynamoDbTableContract,
                         testing::Values([](TableSchema schema) -> std::shared_ptr<Table> {
                           return std::make_shared<MemoryTable>(std::move(schema));
                         }));

}  // namespace helio::aws::dynamodb
