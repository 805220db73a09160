// Names of rules, targets, archives, replays and buses.
#pragma once

#include <algorithm>
#include <string_view>

namespace helio::events {

// 1 to `max` letters, digits, dots, dashes and underscores.
[[nodiscard]] inline bool is_name(std::string_view text, std::size_t max) {
  auto const allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= max && std::ranges::all_of(text, allowed);
}

}  // namespace helio::events
