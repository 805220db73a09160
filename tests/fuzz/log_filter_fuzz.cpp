// A filter pattern and a message, separated by a NUL byte: the pattern is read or refused with a
// sentence, and what was read can be asked of the message.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "logs/filter_pattern.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  std::size_t const end = std::min(input.find('\0'), input.size());
  auto const pattern = helio::logs::FilterPattern::parse(input.substr(0, end));
  if (!pattern) {
    auto const& error = pattern.error();
    if (error.name != "InvalidParameterException" || error.message.empty()) std::abort();
    return 0;
  }
  (void)pattern->matches(input.substr(std::min(end + 1, size)));
  return 0;
}
