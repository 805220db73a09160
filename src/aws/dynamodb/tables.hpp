// Tables: all tables of a server, by name; what an operation's TableName means.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "aws/dynamodb/table.hpp"

namespace helio::aws::dynamodb {

class Tables {
 public:
  // Before the first call. Tables outlive this.
  void add(Table& table) { tables_[table.schema().name] = &table; }

  // By the TableName of a call: a name, or the ARN of a table.
  // Errors: not_found "ResourceNotFoundException"; invalid_argument "ValidationException".
  [[nodiscard]] Result<Table*> of_call(Json const& input) const;

 private:
  std::map<std::string, Table*, std::less<>> tables_;
};

}  // namespace helio::aws::dynamodb
