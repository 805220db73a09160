// Cursors: a store's position as the opaque text that clients hand back for the next page.
//
// A cursor carries a MAC over the position and the question it answers, so that one that was
// altered, made up or taken from another question is refused instead of giving wrong pages.
#pragma once

#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"
#include "results/result_store.hpp"

namespace helio::results {

class Cursors {
 public:
  // `secret` must stay the same for as long as cursors are to be good: 16 bytes and more.
  explicit Cursors(Bytes secret) : secret_(std::move(secret)) {}

  // Letters, digits, "-" and "_" only. `query.after` and `query.limit` do not count: a client may
  // change the size of its pages. Empty for an empty position.
  [[nodiscard]] std::string encode(std::string_view position, Query const& query) const;
  // The position. Errors: invalid_argument "InvalidCursor".
  [[nodiscard]] Result<std::string> decode(std::string_view cursor, Query const& query) const;

 private:
  [[nodiscard]] std::string mac(std::string_view position, Query const& query) const;

  Bytes secret_;
};

}  // namespace helio::results
