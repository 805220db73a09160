#include "events/json_reader.hpp"

#include <string>

#include <gtest/gtest.h>

namespace helio::events {
namespace {

// The tokens as one line: keys and strings in quotes, the rest as written.
std::string tokens(std::string_view text) {
  using Token = JsonReader::Token;
  JsonReader in(text);
  std::string out;
  while (true) {
    Token const token = in.next();
    switch (token) {
      case Token::begin_object:
        out += '{';
        break;
      case Token::end_object:
        out += '}';
        break;
      case Token::begin_array:
        out += '[';
        break;
      case Token::end_array:
        out += ']';
        break;
      case Token::key:
        out += '<' + std::string(in.text()) + '>';
        break;
      case Token::string:
        out += '\'' + std::string(in.text()) + '\'';
        break;
      case Token::number:
      case Token::literal:
        out += std::string(in.text()) + ' ';
        break;
      case Token::end:
        return out;
      case Token::invalid:
        return "invalid";
    }
  }
}

TEST(JsonReader, Table) {
  struct Row {
    char const* name;
    std::string text;
    std::string tokens;
  };
  Row const rows[] = {
      {"all kinds", R"( {"a" : [1, -2.5e+3, true,false,null,"x"], "b":{}} )",
       "{<a>[1 -2.5e+3 true false null 'x']<b>{}}"},
      {"duplicate keys both come", R"({"a":1,"a":2})", "{<a>1 <a>2 }"},
      {"escapes", R"(["\"\\\/\n\u00e9\ud83d\ude00x"])", "['\"\\/\n\u00e9\U0001F600x']"},
      {"empty array", "[]", "[]"},
      {"a value alone", "3", "3 "},
      {"UTF-8 of all lengths", "[\"é次😀\"]", "['é次😀']"},
      {"nothing", " ", "invalid"},
      {"comma before the end", "[1,]", "invalid"},
      {"comma in an object", R"({"a":1,})", "invalid"},
      {"no colon", R"({"a" 1})", "invalid"},
      {"wrong bracket", "[1}", "invalid"},
      {"leading zero", "[01]", "invalid"},
      {"no digit after the point", "[1.]", "invalid"},
      {"no digit in the exponent", "[1e]", "invalid"},
      {"plus", "[+1]", "invalid"},
      {"control character", "[\"a\nb\"]", "invalid"},
      {"NUL inside a string", std::string("[\"a\0b\"]", 7), "invalid"},
      {"lone surrogate", R"(["\ud83d"])", "invalid"},
      {"low surrogate first", R"(["\ude00\ud83d"])", "invalid"},
      {"unknown escape", R"(["\x"])", "invalid"},
      {"cut in an escape", R"(["\)", "invalid"},
      {"overlong UTF-8", "[\"\xC0\x80\"]", "invalid"},
      {"surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "invalid"},
      {"cut UTF-8", "[\"\xE6\xAC\"]", "invalid"},
      {"two values", "1 2", "invalid"},
      {"word cut", "[tru]", "invalid"},
      {"single quotes", "{'a':1}", "invalid"},
      {"too deep", std::string(JsonReader::depth_max + 1, '['), "invalid"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(tokens(row.text), row.tokens);
  }
}

TEST(JsonReader, SkipsValuesWhole) {
  JsonReader in(R"({"a":{"x":[1,{"y":2}]},"b":3,"c":[]})");
  ASSERT_EQ(in.next(), JsonReader::Token::begin_object);
  std::string keys;
  while (in.next() == JsonReader::Token::key) {
    keys += in.text();
    ASSERT_TRUE(in.skip_value());
  }
  EXPECT_EQ(keys, "abc");
  EXPECT_EQ(in.next(), JsonReader::Token::end);
}

TEST(JsonReader, KnowsWhereItStands) {
  JsonReader in("{\n  \"a\" 1}");
  while (in.next() != JsonReader::Token::invalid) {
  }
  EXPECT_EQ(in.line(), 2U);
  EXPECT_EQ(in.column(), 7U);
}

}  // namespace
}  // namespace helio::events
