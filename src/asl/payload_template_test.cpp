#include "asl/payload_template.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

class Templates : public testing::Test {
 protected:
  Result<Json> evaluate(char const* document) {
    auto const compiled = PayloadTemplate::compile(Json::parse(document));
    if (!compiled) return tl::unexpected(compiled.error());
    return compiled->evaluate(scope_);
  }

  Json input_ = Json::parse(R"({"a": 1, "list": [{"b": 2}, {"b": 3}]})");
  Json context_ = Json::parse(R"({"State": {"Name": "S"}})");
  Json variables_ = Json::parse(R"({"v": [4]})");
  SeededRandom random_{7};
  Scope scope_{input_, context_, random_, {&variables_}};
};

TEST_F(Templates, FillTheirFields) {
  struct Row {
    char const* document;
    char const* want;
  };
  Row const rows[] = {
      {"{}", "{}"},
      {R"({"x": {"y": ["$.a", null, 1.5]}})", R"({"x": {"y": ["$.a", null, 1.5]}})"},
      {R"({"z": 0, "x.$": "$.a", "y.$": "$$.State.Name", "v.$": "$v[0]"})",
       R"({"z": 0, "x": 1, "y": "S", "v": 4})"},
      {R"({"x": {"y": {"all.$": "$.list[*].b", "none.$": "$.gone[*]"}}})",
       R"({"x": {"y": {"all": [2, 3], "none": []}}})"},
      {R"({"x": [1, {"y.$": "$.a"}, [{"z.$": "$.a"}]]})", R"({"x": [1, {"y": 1}, [{"z": 1}]]})"},
      {R"j({"n.$": "States.MathAdd($.a, $v[0])"})j", R"({"n": 5})"},
      {R"([{"x.$": "$"}])", R"([{"x": {"a": 1, "list": [{"b": 2}, {"b": 3}]}}])"},
      {R"("text")", R"("text")"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.document);
    auto const got = evaluate(row.document);
    ASSERT_TRUE(got.has_value()) << got.error().message;
    EXPECT_EQ(got->dump(), Json::parse(row.want).dump());
  }
}

TEST_F(Templates, SayWhichFieldFoundNothing) {
  auto const got = evaluate(R"({"x": {"order.$": "$.gone"}})");
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().name, "States.Runtime");
  EXPECT_EQ(got.error().message,
            R"(The JSONPath '$.gone' specified for the field 'order.$' could not be found in the )"
            R"(input '{"a":1,"list":[{"b":2},{"b":3}]}')");
  EXPECT_EQ(evaluate(R"j({"x.$": "States.ArrayLength(1)"})j").error().name,
            "States.IntrinsicFailure");
  EXPECT_EQ(evaluate(R"({"x.$": "$w"})").error().message,
            "The variable '$w' has not been assigned.");
}

TEST_F(Templates, AreRefusedWithThePlace) {
  struct Row {
    char const* document;
    char const* pointer;
  };
  Row const rows[] = {{R"({"x.$": 1})", "/x.$"},
                      {R"({"x": [{"y.$": "a"}]})", "/x/0/y.$"},
                      {R"({"a/b": {"c~.$": "$."}})", "/a~1b/c~0.$"},
                      {R"j({"x.$": "States.Nothing()"})j", "/x.$"},
                      {R"({"x": 1, "x.$": "$.a"})", "/x.$"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.document);
    auto const got = evaluate(row.document);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "InvalidTemplate");
    EXPECT_EQ(got.error().detail, row.pointer);
  }
}

TEST_F(Templates, HaveBounds) {
  Json deep = Json::object();
  for (int i = 0; i < kPayloadDepthMax; ++i) deep = Json{{"x", deep}};
  input_["deep"] = deep;
  EXPECT_EQ(evaluate(R"({"x": {"y.$": "$"}})").error().name, "States.DataLimitExceeded");
  EXPECT_EQ(evaluate(R"j({"x.$": "States.Array($)"})j").error().name, "States.DataLimitExceeded");
  EXPECT_FALSE(PayloadTemplate::compile(Json{{"x", deep}}).has_value());

  input_["list"] = Json(std::vector<int>(100'000, 1));
  Json wide = Json::object();
  for (int i = 0; i < 100; ++i) wide[std::to_string(i) + ".$"] = "$.list";
  EXPECT_EQ(evaluate(wide.dump().c_str()).error().name, "States.DataLimitExceeded");
}

}  // namespace
}  // namespace helio::asl
