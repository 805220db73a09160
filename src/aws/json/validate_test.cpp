// Goal: input is held to AWS's description of it and refused in AWS's words.
// Method: tables of inputs against a made-up service with every kind of shape.
#include "aws/json/validate.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/json/sample_service.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::json {
namespace {

std::string said_of(std::string_view text) {
  auto const input = parse_json(text).value();
  auto const fits = validate(kSampleModel, 0, input, "ValidationException");
  return fits ? "" : fits.error().name + ": " + fits.error().message;
}

TEST(Validate, WhatFits) {
  for (char const* text :
       {R"({"Name":"a"})", R"({"Name":"abcdefgh","Count":10,"Ratio":0.5})",
        R"({"Name":"ää","Count":0,"Colours":[],"Flag":false})",
        R"({"Name":"a","Colours":["RED","GREEN"],"Count":null,"Inner":{"Key":"k"}})",
        R"({"Name":"a","Pairs":{"x":"y"},"At":1764072000.5,"Bytes":"AAAAAAAA","Unknown":{"x":[]}})",
        R"({"Name":"a","At":"2026-11-25T12:00:00Z","Choice":{"Flag":true},"Any":[{"x":1}]})",
        R"({"Name":"a","Count":3.9,"Nested":{"Name":"b","Nested":{"Name":"c"}}})"}) {
    EXPECT_EQ(said_of(text), "") << text;
  }
}

TEST(Validate, WhatBreaksAConstraint) {
  struct Row {
    char const* text;
    char const* fault;  // after "Value "
  };
  Row const rows[] = {
      {R"({})", "null at 'name' failed to satisfy constraint: Member must not be null"},
      {R"({"Name":null})", "null at 'name' failed to satisfy constraint: Member must not be null"},
      {R"({"Name":"abcdefghi"})",
       "'abcdefghi' at 'name' failed to satisfy constraint: Member must have length less than or "
       "equal to 8"},
      {R"({"Name":"a","Count":11})",
       "'11' at 'count' failed to satisfy constraint: Member must have value less than or equal "
       "to 10"},
      {R"({"Name":"a","Count":-1})",
       "'-1' at 'count' failed to satisfy constraint: Member must have value greater than or "
       "equal to 0"},
      {R"({"Name":"a","Ratio":101})",
       "'101.0' at 'ratio' failed to satisfy constraint: Member must have value less than or "
       "equal to 100"},
      {R"({"Name":"A"})",
       "'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression "
       "pattern: [a-z\303\244]+"},
      {R"({"Name":"a","Colours":["RED","BLUE"]})",
       "'[RED, BLUE]' at 'colours' failed to satisfy constraint: Member must satisfy constraint: "
       "[Member must satisfy enum value set: [RED, GREEN]]"},
      {R"({"Name":"a","Colours":["RED","RED","RED"]})",
       "'[RED, RED, RED]' at 'colours' failed to satisfy constraint: Member must have length less "
       "than or equal to 2"},
      {R"({"Name":"a","Inner":{}})",
       "null at 'inner.key' failed to satisfy constraint: Member must not be null"},
      {R"({"Name":"a","Inners":[{"Key":"a"},{"Key":"a","Count":99}]})",
       "'99' at 'inners.2.member.count' failed to satisfy constraint: Member must have value less "
       "than or equal to 10"},
      {R"({"Name":"a","Pairs":{"x":"Y"}})",
       "'{\"x\":\"Y\"}' at 'pairs' failed to satisfy constraint: Member must satisfy constraint: "
       "[Member must have length less than or equal to 8, Member must have length greater than or "
       "equal to 1, Member must satisfy regular expression pattern: [a-z\303\244]+]"},
      {R"({"Name":"a","Pairs":{"X":"y"}})",
       "'{\"X\":\"y\"}' at 'pairs' failed to satisfy constraint: Map keys must satisfy constraint: "
       "[Member must have length less than or equal to 8, Member must have length greater than or "
       "equal to 1, Member must satisfy regular expression pattern: [a-z\303\244]+]"},
      {R"({"Name":"a","Choice":{"Flag":true,"Count":1}})",
       "null at 'choice' failed to satisfy constraint: Member must have exactly one of its members "
       "set"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(said_of(row.text),
              std::string("ValidationException: 1 validation error detected: Value ") + row.fault);
  }
}

TEST(Validate, SeveralFaultsAreSaidTogether) {
  EXPECT_EQ(said_of(R"({"Count":11,"Ratio":-0.5})"),
            "ValidationException: 3 validation errors detected: Value null at 'name' failed to "
            "satisfy constraint: Member must not be null; Value '11' at 'count' failed to satisfy "
            "constraint: Member must have value less than or equal to 10; Value '-0.5' at 'ratio' "
            "failed to satisfy constraint: Member must have value greater than or equal to 0");
}

TEST(Validate, OtherTypesAreSerializationExceptions) {
  for (char const* text : {R"([])", R"("x")", R"({"Name":1})", R"({"Name":"a","Count":"1"})",
                           R"({"Name":"a","Ratio":true})", R"({"Name":"a","Colours":"RED"})",
                           R"({"Name":"a","Colours":[1]})", R"({"Name":"a","Colours":[null]})",
                           R"({"Name":"a","Inner":[]})", R"({"Name":"a","Pairs":{"x":1}})",
                           R"({"Name":"a","Flag":"true"})", R"({"Name":"a","At":true})",
                           R"({"Name":"a","At":"yesterday"})", R"({"Name":"a","At":""})",
                           R"({"Name":"a","Bytes":[1,2]})", R"({"Name":"a","Inners":[1]})"}) {
    EXPECT_TRUE(said_of(text).starts_with("SerializationException: ")) << text;
  }
  EXPECT_EQ(said_of(R"({"Name":"a","Inners":[{"Key":"a","Count":"1"}]})"),
            "SerializationException: The member 'inners.1.member.count' must be a number.");
}

TEST(Validate, FaultsAreBounded) {
  Json input{{"Name", std::string(100'000, 'x')}, {"Inners", Json::array()}};
  for (int i = 0; i < 1000; ++i) input["Inners"].push_back(Json::object());
  auto const fits = validate(kSampleModel, 0, input, "ValidationException");
  ASSERT_FALSE(fits);
  EXPECT_TRUE(fits.error().message.starts_with("1001 validation errors detected: Value 'xxx"));
  EXPECT_LT(fits.error().message.size(), 2'000U);
}

TEST(Values, TimesAreSecondsOrTexts) {
  auto const time = [](Json const& value) {
    auto const read = time_member(Json{{"At", value}}, "At");
    return read ? epoch_seconds(*read).dump() : "none";
  };
  EXPECT_EQ(time(1764072000.25), "1764072000.25");
  EXPECT_EQ(time("2026-11-25T12:00:00.250Z"), "1795608000.25");
  EXPECT_EQ(time(1e300), "253402300799.0");
  EXPECT_EQ(time(nullptr), "none");
  EXPECT_EQ(time("yesterday"), "none");
}

TEST(Values, IntegersHaveBounds) {
  auto const integer = [](char const* text) {
    return integer_member(Json{{"N", parse_json(text).value()}}, "N").value_or(-7);
  };
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(integer("5"), 5);
  EXPECT_EQ(integer("-5"), -5);
  EXPECT_EQ(integer("3.9"), 3);
  EXPECT_EQ(integer("1e300"), kMost);
  EXPECT_EQ(integer("-1e300"), -kMost - 1);
  EXPECT_EQ(integer("18446744073709551615"), kMost);
  EXPECT_EQ(integer("null"), -7);
  EXPECT_EQ(int_member(Json{{"N", 4'294'967'303}}, "N"), std::numeric_limits<int>::max());
  EXPECT_EQ(int_member(Json{{"N", -1e300}}, "N"), std::numeric_limits<int>::min());
  EXPECT_EQ(int_member(Json{{"N", 5.5}}, "N"), 5);
}

TEST(Values, BlobsAreBase64) {
  EXPECT_EQ(blob_of("aGVsaW8=").value().size(), 5U);
  EXPECT_EQ(blob_of("a").error().name, "SerializationException");
  EXPECT_EQ(blob_of(1).error().name, "SerializationException");
}

}  // namespace
}  // namespace helio::aws::json
