// Queries in one line: prepare, bind in order, run or visit each row.
#pragma once

#include <string_view>

#include "adapters/sqlite/connection.hpp"
#include "base/result.hpp"

namespace helio::sqlite {

template <typename... Values>
[[nodiscard]] Result<void> run(Connection& connection, std::string_view sql,
                               Values const&... values) {
  auto statement = connection.prepare(sql);
  if (!statement) return fail(statement);
  int at = 0;
  (statement->bind(++at, values), ...);
  return statement->run();
}

// `visit(Statement const&)` is called with each row. It must not use the same SQL again.
template <typename Visit, typename... Values>
[[nodiscard]] Result<void> each(Connection& connection, std::string_view sql, Visit visit,
                                Values const&... values) {
  auto statement = connection.prepare(sql);
  if (!statement) return fail(statement);
  int at = 0;
  (statement->bind(++at, values), ...);
  while (true) {
    auto row = statement->step();
    if (!row) return fail(row);
    if (!*row) return {};
    visit(*statement);
  }
}

}  // namespace helio::sqlite
