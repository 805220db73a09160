#include <algorithm>

#include "http/handler.hpp"
#include "http/text.hpp"

namespace helio::http {

std::optional<std::string_view> Headers::get(std::string_view name) const {
  for (Field const& field : fields_) {
    if (same_word(field.first, name)) return field.second;
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (Field const& field : fields_) {
    if (same_word(field.first, name)) values.emplace_back(field.second);
  }
  return values;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](Field const& field) { return same_word(field.first, name); });
  add(std::string(name), std::move(value));
}

std::optional<std::string_view> RequestHead::query_value(std::string_view name) const {
  for (auto const& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

}  // namespace helio::http
