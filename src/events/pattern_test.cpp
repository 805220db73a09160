#include "events/pattern.hpp"

#include <gtest/gtest.h>

namespace helio::events {
namespace {

TEST(Pattern, Matches) {
  struct Row {
    char const* name;
    char const* pattern;
    char const* event;
    bool matches;
  };
  Row const rows[] = {
      {"exact", R"({"a":["x"]})", R"({"a":"x"})", true},
      {"exact by escape", R"({"a":["\u0078"]})", R"({"a":"\u0078"})", true},
      {"missing", R"({"a":["x"]})", R"({"b":"x"})", false},
      {"number by value", R"({"a":[300]})", R"({"a":3.0e2})", true},
      {"number is no string", R"({"a":[300]})", R"({"a":"300"})", false},
      {"large number by text", R"({"a":[12345678901234567890]})", R"({"a":12345678901234567890})",
       true},
      {"large numbers differ", R"({"a":[12345678901234567890]})", R"({"a":12345678901234567891})",
       false},
      {"null", R"({"a":[null]})", R"({"a":null})", true},
      {"null is no string", R"({"a":["null"]})", R"({"a":null})", false},
      {"true", R"({"a":[true]})", R"({"a":true})", true},
      {"empty string", R"({"a":[""]})", R"({"a":""})", true},
      {"empty array has no value", R"({"a":[null]})", R"({"a":[]})", false},
      {"any element", R"({"a":["x"]})", R"({"a":["y",["x"]]})", true},
      {"address in another spelling", R"({"a":["2001:db8::1"]})", R"({"a":"2001:0DB8:0::1"})",
       true},
      {"prefix", R"({"a":[{"prefix":"up"}]})", R"({"a":"uploads"})", true},
      {"empty prefix is any string", R"({"a":[{"prefix":""}]})", R"({"a":""})", true},
      {"prefix not of a number", R"({"a":[{"prefix":"1"}]})", R"({"a":12})", false},
      {"prefix ignoring case", R"({"a":[{"prefix":{"equals-ignore-case":"Ⱥb"}}]})",
       R"({"a":"ⱥBc"})", true},
      {"suffix ignoring case", R"({"a":[{"suffix":{"equals-ignore-case":".JpÉ"}}]})",
       R"({"a":"x.jpé"})", true},
      {"equals ignoring case", R"({"a":[{"equals-ignore-case":"STRASSE"}]})", R"({"a":"strasse"})",
       true},
      {"range ends", R"({"a":[{"numeric":[">",0,"<=",5]}]})", R"({"a":5.0})", true},
      {"range open end", R"({"a":[{"numeric":[">",0,"<=",5]}]})", R"({"a":0})", false},
      {"exists", R"({"a":{"b":[{"exists":true}]}})", R"({"a":{"b":null}})", true},
      {"exists only on leaves", R"({"a":[{"exists":true}]})", R"({"a":{"b":1}})", false},
      {"absent", R"({"a":{"b":[{"exists":false}]}})", R"({"a":{}})", true},
      {"absent or a value", R"({"a":["x",{"exists":false}]})", R"({"a":"x"})", true},
      {"anything but", R"({"a":[{"anything-but":["x","y"]}]})", R"({"a":["x","z"]})", true},
      {"anything but needs a value", R"({"a":[{"anything-but":"x"}]})", R"({})", false},
      {"anything but a number, null", R"({"a":[{"anything-but":3}]})", R"({"a":null})", true},
      {"dots join", R"({"a":{"b":[1]}})", R"({"a.b":1})", true},
      {"one element", R"({"a":{"x":[1],"y":[2]}})", R"({"a":[{"x":1,"y":3},{"x":1,"y":2}]})", true},
      {"two elements", R"({"a":{"x":[1],"y":[2]}})", R"({"a":[{"x":1},{"y":2}]})", false},
      {"two arrays", R"({"a":{"x":[1]},"b":{"y":[2]}})", R"({"a":[{"x":1}],"b":[{},{"y":2}]})",
       true},
      {"absent in the element", R"({"a":{"x":[1],"y":[{"exists":false}]}})",
       R"({"a":[{"x":1},{"y":2}]})", true},
      {"either", R"({"$or":[{"a":[1]},{"b":[2]}],"c":[3]})", R"({"b":2,"c":3})", true},
      {"either, not both wrong", R"({"$or":[{"a":[1]},{"b":[2]}],"c":[3]})",
       R"({"a":2,"b":1,"c":3})", false},
      {"key twice in the pattern", R"({"a":["x"],"a":["y"]})", R"({"a":"x"})", false},
      {"object twice in the pattern", R"({"a":{"b":[1]},"a":{"c":[2]}})", R"({"a":{"b":1,"c":3}})",
       false},
      {"key twice in the event", R"({"a":["x"]})", R"({"a":"x","a":"y"})", true}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const pattern = Pattern::parse(row.pattern);
    ASSERT_TRUE(pattern) << pattern.error().message;
    auto const matched = pattern->matches(row.event);
    ASSERT_TRUE(matched) << matched.error().message;
    EXPECT_EQ(*matched, row.matches);
  }
}

TEST(Pattern, RefusesWithAwsReasons) {
  struct Row {
    std::string pattern;
    char const* reason;
  };
  std::string combinations = R"({"z":[1])";
  for (int i = 0; i < 10; ++i) combinations += R"(,"$or":[{"a":[1]},{"b":[2]}])";
  std::string many = "{";
  for (int i = 0; i < 257; ++i) many += '"' + std::to_string(i) + "\":[1],";
  many.back() = '}';
  Row const rows[] = {
      {"[]", "Filter is not an object"},
      {"{}", "Empty objects are not allowed"},
      {R"({"a":"x"})", "\"a\" must be an object or an array"},
      {R"({"a":[]})", "Empty arrays are not allowed"},
      {R"({"a":[[1]]})", "Match value must be String, number, true, false, or null"},
      {R"({"a":[{"like":1}]})", "Unrecognized match type like"},
      {R"({"a":[{"prefix":"x","suffix":"y"}]})", "Only one key allowed in match expression"},
      {R"({"a":[{"numeric":[">",5,"<",5]}]})", "Bottom must be less than top"},
      {R"({"a":[{"numeric":["~",5]}]})", "Unrecognized numeric range operator: ~"},
      {R"({"a":[{"anything-but":["x",1]}]})", "mixed type is not supported"},
      {R"({"a":[{"anything-but":{"prefix":""}}]})", "Null prefix/suffix not allowed"},
      {R"({"a":[{"exists":null}]})", "exists match pattern must be either true or false."},
      {R"({"a":[{"cidr":"10.0.0.0/40"}]})", "IPv4 mask bits must be < 32"},
      {R"({"a":[{"wildcard":"**"}]})", "Consecutive wildcard characters at pos 0"},
      {R"({"$or":[{"a":[1]}]})", "There must have at least 2 Objects in $or relationship."},
      {R"({"$or":[{"prefix":[1]},{"a":[1]}]})", "prefix is Ruler reserved fieldName"},
      {R"({"a":[1]} x)", "Something follows the pattern"},
      {combinations + "}", "more than 1000 combinations"},
      {many, "at most 256 fields"},
      {std::string(300'000, ' '), "more than 262144 bytes"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.reason);
    auto const pattern = Pattern::parse(row.pattern);
    ASSERT_FALSE(pattern);
    EXPECT_EQ(pattern.error().name, "InvalidEventPatternException");
    EXPECT_NE(pattern.error().message.find(row.reason), std::string::npos)
        << pattern.error().message;
  }
}

TEST(Pattern, AnEventThatIsNoObjectIsAnError) {
  auto const pattern = Pattern::parse(R"({"a":[1]})");
  for (char const* const event : {"", "[]", "{", "{}x", "3"}) {
    auto const matched = pattern->matches(event);
    ASSERT_FALSE(matched) << event;
    EXPECT_EQ(matched.error().name, "InvalidEvent");
  }
}

// Three arrays of 2,000 elements each that satisfy all but the last condition.
TEST(Pattern, GivesUpOnAnEventMadeToBeSlow) {
  auto const pattern =
      Pattern::parse(R"({"a":{"x":[1]},"b":{"x":[1]},"c":{"x":[1]},"d":{"x":[2]}})");
  std::string elements;
  for (int i = 0; i < 2'000; ++i) elements += R"({"x":1},)";
  elements.pop_back();
  std::string event = "{";
  for (char const* const name : {"a", "b", "c", "d"}) {
    event += '"' + std::string(name) + "\":[" + elements + "],";
  }
  event.back() = '}';
  EXPECT_EQ(pattern->matches(event), false);
}

}  // namespace
}  // namespace helio::events
