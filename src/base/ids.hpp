// Ids as text: UUIDs (RFC 9562), 36 lower-case characters.
//
// Rows are stored in the order of their ids, so what grows without end takes time-ordered ids:
// random ones make every insert touch another page of the index.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"

namespace helio {

// Version 4: random. For tokens and request ids.
[[nodiscard]] std::string uuid_v4(Random& random);

// Version 8 from the SHA-256 of `name`: the same name always gives the same id.
[[nodiscard]] std::string uuid_of(std::string_view name);

// True for 8-4-4-4-12 lower-case hex digits.
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

// Makes version 7 ids: milliseconds, then a counter, then random bits. Of one generator each id is
// greater than the one before, as text, even within a millisecond or when the clock is set back.
class IdGenerator {
 public:
  IdGenerator(Clock const& clock, Random& random) : clock_(clock), random_(random) {}
  [[nodiscard]] std::string next();  // callable from any thread

 private:
  Clock const& clock_;
  Random& random_;
  std::mutex mutex_;
  std::int64_t last_ms_ = 0;
  std::uint32_t counter_ = 0;
};

}  // namespace helio
