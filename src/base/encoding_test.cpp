// Goal: hex and base64 are read in their one form each, and what is written reads again.
#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace helio {
namespace {

// The first rows are those of RFC 4648, section 10.
TEST(Encoding, Base64) {
  struct Row {
    char const* text;
    char const* bytes;  // none: refused
  };
  Row const rows[] = {
      {"", ""},          {"Zg==", "f"},          {"Zm8=", "fo"},
      {"Zm9v", "foo"},   {"Zm9vYmFy", "foobar"}, {"+/+/", "\xfb\xff\xbf"},
      {"Z", nullptr},    {"Zg", nullptr},        {"Zg=", nullptr},
      {"Z===", nullptr}, {"====", nullptr},      {"Zg==Zg==", nullptr},
      {"Zm=v", nullptr}, {"Zm9-", nullptr},      {"Zm9_", nullptr},
      {" Zm9", nullptr}, {"Zm9v\n", nullptr},    {"Zm9\xc3", nullptr},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto const bytes = from_base64(row.text);
    ASSERT_EQ(bytes.has_value(), row.bytes != nullptr);
    if (!bytes) continue;
    EXPECT_EQ(text_of(*bytes), row.bytes);
    EXPECT_EQ(to_base64(*bytes), row.text);
  }
}

TEST(Encoding, Hex) {
  EXPECT_EQ(text_of(from_hex("4a4B").value()), "JK");
  EXPECT_EQ(to_hex(bytes_of("JK")), "4a4b");
  for (char const* text : {"4", "4g", "0x", " 4"}) EXPECT_FALSE(from_hex(text)) << text;
}

}  // namespace
}  // namespace helio
