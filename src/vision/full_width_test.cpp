#include "vision/full_width.hpp"

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

TEST(FoldFullWidth, Table) {
  struct Row {
    char const* name;
    std::vector<std::string> line;
    std::string want;
  };
  Row const rows[] = {
      {"a Latin line", {"D", "o", "c", " ", "#", "：", "～"}, "Doc #:~"},
      {"letters and digits too", {"Ａ", "１", "！"}, "A1!"},
      {"beside ideographs it is what is printed", {"日", "付", "：", "1"}, "日付：1"},
      {"beside kana", {"ア", "（", "B"}, "ア（B"},
      {"other signs stay", {"€", "é", "—", "₂"}, "€é—₂"},
      {"an ideograph of four bytes", {"𠮷", "："}, "𠮷："},
      {"nothing read", {}, ""},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<ReadCharacter> line;
    for (std::string const& text : row.line) line.push_back({text, 0, 1});
    fold_full_width(line);
    std::string got;
    for (ReadCharacter const& character : line) got += character.text;
    EXPECT_EQ(got, row.want);
  }
}

}  // namespace
}  // namespace helio::vision
