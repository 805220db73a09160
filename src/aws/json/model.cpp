#include "aws/json/model.hpp"

namespace helio::aws::json {

OperationModel const* ServiceModel::operation(std::string_view name) const noexcept {
  for (OperationModel const& known : operations) {
    if (known.name == name) return &known;
  }
  return nullptr;
}

}  // namespace helio::aws::json
