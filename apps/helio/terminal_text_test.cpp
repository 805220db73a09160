#include "helio/terminal_text.hpp"

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

TEST(TerminalText, PrintableTable) {
  struct Row {
    char const* name;
    std::string_view text, want;
  };
  Row const rows[] = {
      {"plain", "photo.jpg", "photo.jpg"},
      {"umlaut and Chinese stay", "Grüße 你好", "Grüße 你好"},
      {"escape sequence", "\x1b[31mred", "\uFFFD[31mred"},
      {"newline and delete", "a\nb\x7f", "a\uFFFDb\uFFFD"},
      {"C1 control", "a\xC2\x9Bz", "a\uFFFDz"},
      {"right-to-left override", "a\u202Egpj", "a\uFFFDgpj"},
      {"not UTF-8", "a\xFFz", "a\uFFFDz"},
      {"cut character", "a\xE4\xBD", "a\uFFFD\uFFFD"},
      {"overlong slash", "\xC0\xAF", "\uFFFD\uFFFD"},
      {"surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"nothing", "", ""},
  };
  for (Row const& row : rows) EXPECT_EQ(printable(row.text), row.want) << row.name;
}

TEST(TerminalText, ColumnsAndShortenTable) {
  struct Row {
    std::string_view text;
    int all;      // columns of the whole text
    int columns;  // room
    std::string_view want;
  };
  Row const rows[] = {
      {"abc", 3, 3, "abc"},
      {"abcd", 4, 3, "ab…"},
      {"你好吗", 6, 5, "你好…"},
      {"你好", 4, 2, "…"},
      {"e\u0301te", 3, 3, "e\u0301te"},
      {"abc", 3, 0, ""},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(columns_of(row.text), row.all) << row.text;
    EXPECT_EQ(shorten(row.text, row.columns), row.want) << row.text;
  }
}

TEST(TerminalText, WrapFillsLinesAndNeverExceedsThem) {
  std::vector<std::string> const items = {"Dog 98%", "Mammal 99%", "Animal 99%",
                                          "a name that no line can hold"};
  auto const lines = wrap(items, "  ", 20);
  std::vector<std::string> const want = {"Dog 98%  Mammal 99%", "Animal 99%",
                                         "a name that no line…"};
  EXPECT_EQ(lines, want);
  EXPECT_TRUE(wrap({}, "  ", 20).empty());
}

TEST(TerminalText, FoldLeavesNothingOut) {
  struct Row {
    char const* name;
    std::string_view text;
    std::vector<std::string> want;
  };
  Row const rows[] = {
      {"nothing", "", {}},
      {"fits", "one two", {"one two"}},
      {"words", "The picture is too large.", {"The", "picture", "is too", "large."}},
      {"a long word", "a /etc/ssl/certs b", {"a", "/etc/ssl", "/certs b"}},
      {"wide characters", "你好吗你好吗", {"你好吗你", "好吗"}},
      {"spaces", "a  b ", {"a  b"}},
  };
  for (Row const& row : rows) EXPECT_EQ(fold(row.text, 8), row.want) << row.name;
}

}  // namespace
}  // namespace helio::cli
