// Members of JSON from outside that may be anything: absent and of a wrong type are the same.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio {

// Null where `object` is no object or has no such member.
[[nodiscard]] inline Json const& member(Json const& object, std::string_view name) {
  static Json const kNull;
  if (!object.is_object()) return kNull;
  auto const found = object.find(name);
  return found == object.end() ? kNull : *found;
}

// Empty where it is no text.
[[nodiscard]] inline std::string text_member(Json const& object, std::string_view name) {
  Json const& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace helio
