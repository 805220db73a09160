// ValuePattern: one thing a field may be, such as "running", {"prefix": "uploads/"} or
// {"anything-but": …}; the leaves of EventBridge's pattern language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/ip_address.hpp"
#include "events/letter_case.hpp"
#include "events/value.hpp"

namespace helio::events {

struct ValuePattern {
  enum class Op : std::uint8_t {
    equals,   // a string
    literal,  // true, false, null
    number,   // by value; a number that is not comparable by its text
    prefix,   // of a string, as the rest down to wildcard
    suffix,
    equals_ignore_case,
    prefix_ignore_case,
    suffix_ignore_case,
    wildcard,
    range,         // of numbers
    network,       // IP addresses in a CIDR block; a string that is an address is a block of one
    exists,        // any value at all
    absent,        // no value; what a Value cannot show: Pattern looks for it
    anything_but,  // none of `but`
  };

  Op op = Op::exists;
  std::string text;              // of the ops over text; of a wildcard as written, with escapes
  std::optional<double> number;  // of `number`
  std::vector<Letter> letters;   // of the ignore-case ops
  double low = 0, high = 0;      // of `range`, …
  bool low_open = false, high_open = false;  // … without its end
  Network network;
  std::vector<ValuePattern> but;  // no anything_but among them

  [[nodiscard]] bool matches(Value const& value) const;
};

}  // namespace helio::events
