// What GET /settings shows: rules, archives, webhooks and models, as they are now.
#pragma once

#include <vector>

#include "base/json.hpp"
#include "events/rule_book.hpp"
#include "helio/config.hpp"
#include "vision/pack.hpp"

namespace helio::cli {

// Secrets stay out: of a webhook's address only scheme and host, as its path may be one.
[[nodiscard]] Json settings_info(Config const& config, events::RuleBook const& rules,
                                 std::vector<vision::Pack> const& packs);

// "https://hooks.example.org/…"
[[nodiscard]] std::string origin_only(std::string_view url);

}  // namespace helio::cli
