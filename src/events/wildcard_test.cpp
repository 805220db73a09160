#include "events/wildcard.hpp"

#include <gtest/gtest.h>

namespace helio::events {
namespace {

TEST(Wildcard, Matches) {
  struct Row {
    char const* pattern;
    char const* text;
    bool matches;
  };
  Row const rows[] = {{"*", "", true},
                      {"*", "anything", true},
                      {"", "", true},
                      {"", "a", false},
                      {"a*b", "ab", true},
                      {"a*b", "a--b", true},
                      {"a*b", "a--c", false},
                      {"a*b", "xab", false},
                      {"*.png", "uploads/x.png", true},
                      {"*.png", "x.png.txt", false},
                      {"*aab", "aaab", true},
                      {"a*a", "a", false},
                      {"*a*b*", "xaxbx", true},
                      {"*a*b*", "xbxax", false},
                      {"a\\*b", "a*b", true},
                      {"a\\*b", "aab", false},
                      {"a\\\\*", "a\\b", true},
                      {"/Users/*/dir/dir/doc.txt", "/Users/x/dir/dir/dir/doc.txt", true}};
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.pattern) + " on " + row.text);
    ASSERT_TRUE(check_wildcard(row.pattern));
    EXPECT_EQ(wildcard_matches(row.pattern, row.text), row.matches);
  }
}

TEST(Wildcard, Refuses) {
  for (char const* const pattern : {"a**b", "a\\b", "a\\", "*:*:*:*:*:event-bus/*"}) {
    EXPECT_FALSE(check_wildcard(pattern)) << pattern;
  }
  for (char const* const pattern : {"arn:aws:states:*:*:stateMachine:*", "*foo*bar*baz*qux*",
                                    "/Users/*/dir/dir/dir/dir/dir/doc.txt", "a\\**"}) {
    EXPECT_TRUE(check_wildcard(pattern)) << pattern;
  }
}

TEST(Wildcard, Ends) {
  auto const ends = wildcard_ends("up\\*loads/*x*.jpg");
  EXPECT_EQ(ends.head, "up*loads/");
  EXPECT_EQ(ends.tail, ".jpg");
  EXPECT_EQ(wildcard_ends("abc").head, "abc");
  EXPECT_EQ(wildcard_ends("abc").tail, "abc");
}

}  // namespace
}  // namespace helio::events
