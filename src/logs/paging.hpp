// What a read asks for, as a span of positions, and the tokens of its answer: the same in every
// store.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "logs/log_store.hpp"
#include "logs/position.hpp"

namespace helio::logs {

struct Window {
  Position after{-1, 0};  // exclusive, as is `before`
  Position before{std::numeric_limits<std::int64_t>::max(), 0};
  bool from_head = true;  // the oldest `limit` of the window, else the newest
};

// What a page may still take: `limit` events, and kPageBytesMax of messages, but one at least.
class PageRoom {
 public:
  explicit PageRoom(int limit) noexcept : left_(limit) {}
  [[nodiscard]] bool take(std::string_view message) noexcept;

 private:
  int left_;
  std::size_t bytes_ = 0;
};

// Errors: invalid_argument "InvalidParameterException" (limit, token).
[[nodiscard]] Result<Window> window_of(ReadStream const& what);
[[nodiscard]] Result<Window> window_of(Filter const& what);

// With both tokens; `events` are oldest first.
[[nodiscard]] StreamPage page_of(ReadStream const& what, std::vector<StoredEvent> events);

// Whether the filter asks for that stream.
[[nodiscard]] bool wants_stream(Filter const& what, std::string_view stream);

// 1 to 512 letters, digits and _ - / . # for groups, and all but : and * for streams.
// Errors: invalid_argument "InvalidParameterException".
[[nodiscard]] Result<void> check_group_name(std::string_view name);
[[nodiscard]] Result<void> check_stream_name(std::string_view name);

// 1, 3, 5, 7, 14, 30, … 3653 days, as CloudWatch Logs has them. Errors: as above.
[[nodiscard]] Result<void> check_retention(int days);

[[nodiscard]] Error no_such_group();
[[nodiscard]] Error no_such_stream();
[[nodiscard]] Error already_exists();

}  // namespace helio::logs
