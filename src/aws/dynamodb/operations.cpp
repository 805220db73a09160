#include "aws/dynamodb/operations.hpp"

#include <array>

namespace helio::aws::dynamodb {

std::span<Operation const> operations() {
  static constexpr std::array<Operation, 4> kOperations = {{{"DeleteItem", delete_item},
                                                            {"GetItem", get_item},
                                                            {"PutItem", put_item},
                                                            {"UpdateItem", update_item}}};
  return kOperations;
}

}  // namespace helio::aws::dynamodb
