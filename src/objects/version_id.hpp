// Version ids and sequencers as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace helio::objects {

constexpr std::string_view kNullVersion = "null";  // of objects put while a bucket has no versions

// Sixteen upper-case hex digits, so that texts compare as the numbers do.
[[nodiscard]] std::string sequencer_of(std::uint64_t sequence);

}  // namespace helio::objects
