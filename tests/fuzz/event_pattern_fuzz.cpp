// A pattern, a NUL byte and an event: neither breaks anything, and a Matcher that holds the pattern
// answers as the pattern does alone.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "events/matcher.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio::events;
  std::string_view const input(reinterpret_cast<char const*>(data), size);
  std::size_t const split = std::min(input.find('\0'), input.size());
  std::string_view const event = input.substr(std::min(split + 1, input.size()));
  auto pattern = Pattern::parse(input.substr(0, split));
  if (!pattern) {
    if (pattern.error().message.empty()) std::abort();
    return 0;
  }
  auto const alone = pattern->matches(event);
  Matcher matcher;
  matcher.add_rule("other", *Pattern::parse(R"({"a":["x",{"exists":false}],"b":[1]})"));
  matcher.add_rule("rule", std::move(*pattern));
  auto const together = matcher.match(event);
  if (alone.has_value() != together.has_value()) std::abort();
  if (!alone) return 0;
  bool const named = !together->empty() && together->back() == "rule";
  if (named != *alone) std::abort();
  return 0;
}
