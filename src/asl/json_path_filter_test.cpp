#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/json_path.hpp"

namespace helio::asl {
namespace {

TEST(PathFilter, KeepsTheElementsThatHold) {
  Json const input = Json::parse(R"({
    "min": 2,
    "wanted": ["x", "z"],
    "at": [
      {"id": 1, "a": "x", "b": 1, "tags": ["p", "q"]},
      {"id": 2, "a": "y", "b": 2, "tags": []},
      {"id": 3, "a": "X", "b": 3.5, "n": null},
      {"id": 4, "a": "it's z", "deep": {"ok": true}}
    ],
    "numbers": [1, "2", 3]})");
  struct Row {
    char const* filter;
    char const* ids;
  };
  Row const rows[] = {{"@.a == 'x'", "[1]"},
                      {R"(@.a == "x")", "[1]"},
                      {"@['a'] == 'x'", "[1]"},
                      {"'x' == @.a", "[1]"},
                      {"@.a=='x'&&@.b<2", "[1]"},
                      {"@.a == 'x' && @.b > 1", "[]"},
                      {"@.a == 'x' || @.b > 2", "[1,3]"},
                      {"@.b == 2 || @.a == 'x' && @.b == 9", "[2]"},
                      {"(@.b == 2 || @.a == 'x') && @.b == 1", "[1]"},
                      {"!(@.a == 'x')", "[2,3,4]"},
                      {"!@.tags", "[3,4]"},
                      {"@.a != 'x'", "[2,3,4]"},
                      {"@.b >= 2", "[2,3]"},
                      {"@.b <= 2.0", "[1,2]"},
                      {"@.b === 2", "[2]"},
                      {"@.b < 'x'", "[]"},
                      {"@.b > $.min", "[3]"},
                      {"@.n", "[3]"},
                      {"@.n == null", "[3]"},
                      {"@.deep.ok == true", "[4]"},
                      {"@.missing == 1", "[]"},
                      {"@.missing != 1", "[1,2,3,4]"},
                      {"@.a =~ /x/", "[1]"},
                      {"@.a =~ /x/i", "[1,3]"},
                      {"@.a =~ /.*z/", "[4]"},
                      {"@.a =~ /z/", "[]"},
                      {R"(@.a == 'it\'s z')", "[4]"},
                      {"@.a in ['x', 'y']", "[1,2]"},
                      {"@.a nin ['x', 'y']", "[3,4]"},
                      {"@.a in $.wanted", "[1]"},
                      {"@.tags subsetof ['p', 'q', 'r']", "[1,2]"},
                      {"@.tags anyof ['p']", "[1]"},
                      {"@.tags noneof ['p']", "[2]"},
                      {"@.tags contains 'q'", "[1]"},
                      {"@.a contains 's z'", "[4]"},
                      {"@.tags size 2", "[1]"},
                      {"@.tags empty true", "[2]"},
                      {"@.tags.length() > 1", "[1]"},
                      {"@.tags.size() == 0", "[2]"},
                      {"$.min == 2", "[1,2,3,4]"}};
  SeededRandom random(1);
  for (Row const& row : rows) {
    SCOPED_TRACE(row.filter);
    auto const path = JsonPath::parse("$.at[?(" + std::string(row.filter) + ")].id");
    ASSERT_TRUE(path.has_value()) << path.error().message;
    auto const got = path->evaluate({input, input, random});
    ASSERT_TRUE(got.has_value()) << got.error().message;
    EXPECT_EQ(*got, Json::parse(row.ids)) << got->dump();
  }
  EXPECT_EQ(*JsonPath::parse("$.numbers[?(@ > 1)]")->evaluate({input, input, random}), Json({3}));
  EXPECT_EQ(*JsonPath::parse("$..[?(@.ok)]")->evaluate({input, input, random}),
            Json::parse(R"([{"ok": true}])"));
  EXPECT_EQ(JsonPath::parse("$.at[3][?(@.id == 4)]")->evaluate({input, input, random})->size(), 1U);
}

TEST(PathFilter, IsRefusedWhereItIsNoFilter) {
  for (std::string const filter :
       {"", "1", "'x'", "@.a ==", "@.a == 'x' &&", "@.a = 1", "@.a =~ 'x'", "@.a == /x/",
        "@.a =~ /(/", "@.a =~ /x/q", "@.a =~ /x", "(@.a", "@.a in ['x'", "@.a in [1,]", "!",
        "@.a is 3", "@.a == nothing"}) {
    SCOPED_TRACE(filter);
    auto const path = JsonPath::parse("$[?(" + filter + ")]");
    ASSERT_FALSE(path.has_value());
    EXPECT_EQ(path.error().name, "InvalidPath");
  }
}

TEST(PathFilter, EndsAnEndlessExpression) {
  Json const input{std::string(60, 'a') + "b"};
  SeededRandom random(1);
  auto const got = JsonPath::parse("$[?(@ =~ /(a+a+)+(c|d)+x/)]")->evaluate({input, input, random});
  EXPECT_TRUE(!got.has_value() ? got.error().name == "PathResultTooLarge" : got->empty());
}

}  // namespace
}  // namespace helio::asl
