#include "objects/version_id.hpp"

namespace helio::objects {

std::string sequencer_of(std::uint64_t sequence) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text(16, '0');
  for (std::size_t at = text.size(); sequence != 0; sequence >>= 4U) {
    text[--at] = kDigits[sequence & 0xfU];
  }
  return text;
}

}  // namespace helio::objects
