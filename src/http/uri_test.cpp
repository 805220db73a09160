#include "http/uri.hpp"

#include <gtest/gtest.h>

namespace helio::http {
namespace {

TEST(PercentEncode, KeepsUnreservedOnly) {
  EXPECT_EQ(percent_encode("a b/c~d.e-f_g"), "a%20b%2Fc~d.e-f_g");
  EXPECT_EQ(percent_encode("a b/c", "/"), "a%20b/c");
  EXPECT_EQ(percent_encode("\xC3\xBC+\0"), "%C3%BC%2B");
}

TEST(PercentDecode, Table) {
  struct Row {
    char const* name;
    std::string_view text;
    std::optional<std::string> want;
  };
  Row const rows[] = {{"nothing", "", ""},
                      {"plain", "abc", "abc"},
                      {"plus stays", "a+b", "a+b"},
                      {"lower hex", "%2f%c3%bc", "/\xC3\xBC"},
                      {"zero byte", "a%00b", std::string("a\0b", 3)},
                      {"decoded once", "%2541", "%41"},
                      {"cut", "%4", std::nullopt},
                      {"alone", "%", std::nullopt},
                      {"no hex", "%4g", std::nullopt},
                      {"sign is no hex", "%+1", std::nullopt}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = percent_decode(row.text);
    ASSERT_EQ(got.has_value(), row.want.has_value());
    if (got) {
      EXPECT_EQ(*got, *row.want);
    }
  }
}

TEST(ParseQuery, Table) {
  struct Row {
    char const* name;
    std::string_view raw;
    QueryParameters want;
  };
  Row const rows[] = {{"nothing", "", {}},
                      {"no value", "a", {{"a", ""}}},
                      {"empty value", "a=", {{"a", ""}}},
                      {"empty name", "=1", {{"", "1"}}},
                      {"only marks", "&&", {}},
                      {"order and doubles", "b=1&a=2&b=3", {{"b", "1"}, {"a", "2"}, {"b", "3"}}},
                      {"second equals sign", "a=b=c", {{"a", "b=c"}}},
                      {"plus is a space", "q=red+dog%2B", {{"q", "red dog+"}}},
                      {"encoded marks", "a%3D=%26", {{"a=", "&"}}}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = parse_query(row.raw);
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, row.want);
    EXPECT_EQ(parse_query(query_text(*got)).value(), row.want);
  }
  EXPECT_EQ(query_text({{"b c", "1"}, {"a", ""}}), "b%20c=1&a=");
  EXPECT_EQ(parse_query("a=%zz").error().name, "InvalidURI");
  EXPECT_EQ(parse_query("%=1").error().name, "InvalidURI");
}

TEST(SplitTarget, Table) {
  struct Row {
    std::string_view target;
    std::optional<std::pair<std::string_view, std::string_view>> want;
  };
  Row const rows[] = {{"/", {{"/", ""}}},
                      {"/a/../b//c", {{"/a/../b//c", ""}}},
                      {"/a?b=c?d", {{"/a", "b=c?d"}}},
                      {"/a?", {{"/a", ""}}},
                      {"*", {{"*", ""}}},
                      {"http://host:80/a?b", {{"/a", "b"}}},
                      {"HTTP://host", {{"/", ""}}},
                      {"http://host?q", {{"/", "q"}}},
                      {"ftp://host/a", std::nullopt},
                      {"a/b", std::nullopt},
                      {"", std::nullopt}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.target);
    auto const got = split_target(row.target);
    ASSERT_EQ(got.has_value(), row.want.has_value());
    if (got) {
      EXPECT_EQ(got->path, row.want->first);
      EXPECT_EQ(got->query, row.want->second);
    }
  }
}

}  // namespace
}  // namespace helio::http
