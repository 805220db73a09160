#include "asl/intrinsic.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

class Intrinsics : public testing::Test {
 protected:
  Result<Json> evaluate(std::string_view text) {
    auto const call = Intrinsic::parse(text);
    if (!call) return tl::unexpected(call.error());
    EXPECT_EQ(call->text(), text);
    return call->evaluate(scope_);
  }

  struct Row {
    char const* call;
    char const* want;
  };

  void expect(std::span<Row const> rows) {
    for (Row const& row : rows) {
      SCOPED_TRACE(row.call);
      auto const got = evaluate(row.call);
      ASSERT_TRUE(got.has_value()) << got.error().message;
      EXPECT_EQ(*got, Json::parse(row.want)) << got->dump();
    }
  }

  Json input_ = Json::parse(R"({
    "name": "Ada", "n": 3, "x": 1.1, "yes": true, "nothing": null, "list": [1, 2, 2, "2", [1], [1]],
    "object": {"a": {"a1": 1}, "b": 2}, "text": "{\"a\": [1]}", "template": "{} and \\{\\}",
    "mixed": "a.b,c..d"})");
  Json context_ = Json::parse(R"({"Execution": {"Input": {"k": 1}}})");
  Json variables_ = Json::parse(R"({"v": 40})");
  SeededRandom random_{7};
  Scope scope_{input_, context_, random_, {&variables_}};
};

TEST_F(Intrinsics, OfTexts) {
  Row const rows[] = {
      {"States.Format('Hello')", R"("Hello")"},
      {"States.Format('Hi {}, {}!', $.name, 3)", R"("Hi Ada, 3!")"},
      {"States.Format('{}{}{}{}', $.x, $.yes, $.nothing, $.n)", R"("1.1truenull3")"},
      {"States.Format('{}', $.object)", R"("{\"a\":{\"a1\":1},\"b\":2}")"},
      {R"(States.Format('it\'s \{\} {} \\', $.name))", R"("it's {} Ada \\")"},
      {R"(States.Format('{a} {', $.name))", "null"},
      {R"(States.Format($.template, 'one'))", R"("one and {}")"},
      {R"(States.Array('it\'s', '\{\}', '\\', 'a\b'))", R"(["it's", "{}", "\\", "a\\b"])"},
      {"States.StringSplit('1,2,3', ',')", R"(["1","2","3"])"},
      {"States.StringSplit($.mixed, '.,')", R"(["a","b","c","d"])"},
      {"States.StringSplit('', ',')", "[]"},
      {"States.StringSplit('abc', '')", R"(["abc"])"},
      {"States.Base64Encode('Data to encode')", R"("RGF0YSB0byBlbmNvZGU=")"},
      {"States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", R"("Data to encode")"},
      {"States.Base64Encode('')", R"("")"},
      {"States.Hash('input data', 'SHA-1')", R"("aaff4a450a104cd177d28d18d74485e8cae074b7")"},
      {"States.Hash('', 'MD5')", R"("d41d8cd98f00b204e9800998ecf8427e")"},
      {"States.Hash('abc', 'SHA-256')",
       R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")"},
      {"States.ArrayLength(States.Array(States.Hash('', 'SHA-384'), States.Hash('', 'SHA-512')))",
       "2"}};
  for (Row const& row : rows) {
    if (std::string_view(row.want) == "null") {
      EXPECT_FALSE(evaluate(row.call).has_value()) << row.call;
    } else {
      expect({&row, 1});
    }
  }
}

TEST_F(Intrinsics, OfArrays) {
  Row const rows[] = {{"States.Array()", "[]"},
                      {"States.Array('a', 1, -2.5, true, false, null, $.n)",
                       R"(["a", 1, -2.5, true, false, null, 3])"},
                      {"States.ArrayContains($.list, 2)", "true"},
                      {"States.ArrayContains($.list, '1')", "false"},
                      {"States.ArrayContains($.list, States.Array(1))", "true"},
                      {"States.ArrayGetItem($.list, 3)", R"("2")"},
                      {"States.ArrayLength($.list)", "6"},
                      {"States.ArrayLength(States.Array())", "0"},
                      {"States.ArrayUnique($.list)", R"([1, 2, "2", [1]])"},
                      {"States.ArrayPartition($.list, 4)", R"([[1, 2, 2, "2"], [[1], [1]]])"},
                      {"States.ArrayPartition(States.Array(), 4)", "[]"},
                      {"States.ArrayPartition(States.Array(1, 2), 1.4)", "[[1],[2]]"},
                      {"States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]"},
                      {"States.ArrayRange(0, 10, 3)", "[0,3,6,9]"},
                      {"States.ArrayRange(3, 1, -1)", "[3,2,1]"},
                      {"States.ArrayRange(3, 1, 1)", "[]"},
                      {"States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000"}};
  expect(rows);
}

TEST_F(Intrinsics, OfJsonAndNumbers) {
  Row const rows[] = {
      {"States.StringToJson($.text)", R"({"a": [1]})"},
      {R"(States.StringToJson('{"a": "false"}'))", R"({"a": "false"})"},
      {"States.StringToJson('-0')", "0"},
      {"States.StringToJson(' ')", "null"},
      {"States.JsonToString($.object)", R"("{\"a\":{\"a1\":1},\"b\":2}")"},
      {"States.JsonToString($.name)", R"("\"Ada\"")"},
      {"States.JsonToString($.nothing)", R"("null")"},
      {"States.JsonMerge($.object, States.StringToJson('{\"a\":1,\"c\":2}'), false)",
       R"({"a": 1, "b": 2, "c": 2})"},
      {"States.JsonMerge($$.Execution.Input, $.object, false)", R"({"k":1,"a":{"a1":1},"b":2})"},
      {"States.MathAdd(1.49, 1.5)", "3"},
      {"States.MathAdd(1.5, 1.51)", "4"},
      {"States.MathAdd(-1.5, 0)", "-1"},
      {"States.MathAdd(3.5, 0)", "4"},
      {"States.MathAdd($v, States.MathAdd(1, 1))", "42"},
      {"States.MathRandom(4, 5)", "4"}};
  expect(rows);
}

TEST_F(Intrinsics, OfChance) {
  for (int i = 0; i < 100; ++i) {
    auto const got = evaluate("States.MathRandom(-3, 3)");
    ASSERT_TRUE(got.has_value());
    EXPECT_GE(got->get<int>(), -3);
    EXPECT_LT(got->get<int>(), 3);
  }
  EXPECT_EQ(*evaluate("States.MathRandom(1, 1000000, 5)"),
            *evaluate("States.MathRandom(1, 1000000, 5)"));
  EXPECT_NE(*evaluate("States.UUID()"), *evaluate("States.UUID()"));
  EXPECT_EQ(evaluate("States.UUID()")->get<std::string>().size(), 36U);
}

TEST_F(Intrinsics, FailWithTheirText) {
  for (std::string const call : {"States.Format('{}')",
                                 "States.Format('x', 1)",
                                 "States.Format(1)",
                                 "States.StringToJson('{')",
                                 "States.StringToJson(1)",
                                 "States.ArrayPartition($.list, 0)",
                                 "States.ArrayPartition(1, 1)",
                                 "States.ArrayPartition($.list, 'x')",
                                 "States.ArrayGetItem($.list, 6)",
                                 "States.ArrayGetItem($.list, -1)",
                                 "States.ArrayLength($.name)",
                                 "States.ArrayUnique(1)",
                                 "States.ArrayContains(1, 1)",
                                 "States.ArrayRange(1, 2, 0)",
                                 "States.ArrayRange(1, 1001, 1)",
                                 "States.Base64Decode('%%%')",
                                 "States.Base64Decode('/w==')",
                                 "States.Base64Encode(1)",
                                 "States.Hash('x', 'CRC')",
                                 "States.Hash('x', 1)",
                                 "States.JsonMerge(1, $.object, false)",
                                 "States.JsonMerge($.object, $.object, true)",
                                 "States.MathAdd('1', 1)",
                                 "States.MathAdd(2147483648, 1)",
                                 "States.MathRandom(2, 2)",
                                 "States.StringSplit(1, ',')"}) {
    SCOPED_TRACE(call);
    auto const got = evaluate(call);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "States.IntrinsicFailure");
    EXPECT_TRUE(
        got.error().message.starts_with("The function '" + call + "' had the following error: "));
  }
  auto const missing = evaluate("States.ArrayLength(States.Array($.gone))");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().name, "States.Runtime");
  EXPECT_EQ(missing.error().message,
            "The function 'States.Array($.gone)' had the following error: The JsonPath argument "
            "for the field '$.gone' could not be found in the input '" +
                input_.dump() + "'");
}

TEST_F(Intrinsics, AreRefusedWhereTheyAreNoCall) {
  std::string deep = "1";
  for (int i = 0; i <= kIntrinsicDepthMax; ++i) deep = "States.Array(" + deep + ")";
  for (std::string const& text :
       {std::string("States."), std::string("States.Nothing()"), std::string("States.UUID"),
        std::string("States.UUID("), std::string("States.UUID(1)"), std::string("States.UUID()x"),
        std::string("States.Format()"), std::string("States.Array(1,)"),
        std::string("States.Array(1 2)"), std::string("States.Array('x)"),
        std::string("States.Array(\"x\")"), std::string("States.Array($.)"),
        std::string("States.Array(x)"), std::string("States.MathAdd(1)"), deep,
        "States.Array('" + std::string(kIntrinsicBytesMax, 'x') + "')"}) {
    SCOPED_TRACE(text.substr(0, 60));
    auto const call = Intrinsic::parse(text);
    ASSERT_FALSE(call.has_value());
    EXPECT_TRUE(call.error().name == "InvalidIntrinsic" || call.error().name == "InvalidPath");
  }
}

TEST_F(Intrinsics, DoNotMultiplyTheInput) {
  input_["list"] = Json(std::vector<int>(100'000, 1));
  std::string call = "States.Array($.list";
  for (int i = 0; i < 100; ++i) call += ", $.list";
  auto const got = evaluate(call + ")");
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().code, Errc::too_large);
}

}  // namespace
}  // namespace helio::asl
