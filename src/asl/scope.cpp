#include "asl/scope.hpp"

#include <nlohmann/json.hpp>

namespace helio::asl {

Json const* Scope::variable(std::string_view name) const {
  for (Json const* const frame : variables) {
    if (auto const found = frame->find(name); found != frame->end()) return &*found;
  }
  return nullptr;
}

}  // namespace helio::asl
