#include "aws/dynamodb/tables.hpp"

#include "base/json_members.hpp"

namespace helio::aws::dynamodb {

Result<Table*> Tables::of_call(Json const& input) const {
  std::string name = text_member(input, "TableName");
  if (name.empty()) {
    return fail(Errc::invalid_argument, "ValidationException",
                "The parameter 'TableName' is required but was not present in the request");
  }
  if (name.starts_with("arn:")) name.erase(0, name.rfind('/') + 1);
  auto const found = tables_.find(name);
  if (found != tables_.end()) return found->second;
  return fail(Errc::not_found, "ResourceNotFoundException",
              "Requested resource not found: Table: " + name + " not found");
}

}  // namespace helio::aws::dynamodb
