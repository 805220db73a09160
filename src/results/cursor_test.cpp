// Goal: a cursor is good for its own question only, and nothing else passes for one.
#include "results/cursor.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio::results {
namespace {

Bytes secret(std::string_view text) {
  BytesView const bytes = bytes_of(text);
  return {bytes.begin(), bytes.end()};
}

TEST(Cursors, ComeBackForTheSameQuestion) {
  Cursors const cursors(secret("0123456789abcdef"));
  Query query{.user_id = "ann", .q = "dog"};
  std::string const cursor = cursors.encode("12345", query);
  EXPECT_EQ(cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_"),
            std::string::npos);
  query.limit = 7;
  query.after = "elsewhere";
  EXPECT_EQ(cursors.decode(cursor, query).value(), "12345");
  EXPECT_EQ(cursors.encode("", query), "");
}

TEST(Cursors, OthersAreRefused) {
  Cursors const cursors(secret("0123456789abcdef"));
  Query const query{.user_id = "ann"};
  std::string const good = cursors.encode("12345", query);
  auto const refused = [&](std::string const& cursor, Query const& asked) {
    auto const decoded = cursors.decode(cursor, asked);
    return !decoded && decoded.error().name == "InvalidCursor";
  };
  // The last letter may hold bits that stand for nothing.
  for (std::size_t i = 0; i + 1 < good.size(); ++i) {
    std::string altered = good;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_TRUE(refused(altered, query)) << i;
  }
  for (std::string const& cursor :
       {std::string(), std::string("x"), std::string("!!!"), std::string(1000, 'A'),
        Cursors(secret("another secret 1")).encode("12345", query), good + "AAAA"}) {
    EXPECT_TRUE(refused(cursor, query)) << cursor;
  }
  EXPECT_TRUE(refused(good, {}));
  EXPECT_TRUE(refused(good, {.user_id = "anna"}));
  EXPECT_TRUE(refused(good, {.user_id = "ann", .status = Status::failed}));
  EXPECT_TRUE(refused(good, {.user_id = "ann", .from = Timestamp()}));
}

}  // namespace
}  // namespace helio::results
