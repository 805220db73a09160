// Goal: the test cases of RFC 4231, and a comparison that is one.
#include "base/hmac.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio {
namespace {

TEST(HmacSha256, Rfc4231) {
  struct Row {
    std::string key, message;
    char const* want;
  };
  Row const rows[] = {
      {std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {"", "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of(row.key), row.message)), row.want) << row.message;
  }
}

TEST(EqualInConstantTime, Table) {
  struct Row {
    std::string_view a, b;
    bool want;
  };
  Row const rows[] = {{"", "", true}, {"a", "a", true}, {"a", "b", false}, {"a", "ab", false}};
  for (Row const& row : rows) {
    EXPECT_EQ(equal_in_constant_time(bytes_of(row.a), bytes_of(row.b)), row.want) << row.b;
  }
}

}  // namespace
}  // namespace helio
