// A question about results as SQL: which index leads, and what the others only confirm.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/connection.hpp"
#include "results/result_store.hpp"

namespace helio::sqlite {

inline constexpr std::int64_t kPositionsPerMs = std::int64_t{1} << 20;

[[nodiscard]] inline std::int64_t to_ms(Timestamp time) noexcept {
  return time.time_since_epoch().count();
}

// Of the records created in that millisecond; a time before 1970 counts as 1970.
[[nodiscard]] std::int64_t first_position(Timestamp created_at) noexcept;

struct Answer {
  std::vector<std::string> documents;  // the records' JSON, newest first
  std::optional<std::int64_t> next;    // the position after which the next page begins
};

// Errors: "InvalidLimit", "InvalidCursor", and the connection's.
[[nodiscard]] Result<Answer> answer(Connection& connection, results::Query const& query);

// `q` in FTS5's query language: quoted words, so that nothing in it is syntax. Empty: no words.
[[nodiscard]] std::string fts_query(std::string_view q);

}  // namespace helio::sqlite
