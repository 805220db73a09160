#include "base/json.hpp"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"

namespace helio {
namespace {

TEST(ParseJson, Table) {
  struct Row {
    char const* name;
    std::string text;
    char const* error;  // nullptr: accepted
  };
  const Row rows[] = {
      {"object", R"({"b":1,"a":[2]})", nullptr},
      {"brackets inside a string do not nest", '"' + std::string(500, '[') + '"', nullptr},
      {"escaped quote inside a string", R"(["\"[[[["])", nullptr},
      {"empty", "", "InvalidJson"},
      {"cut", R"({"a":)", "InvalidJson"},
      {"not UTF-8", "\"\xff\"", "InvalidJson"},
      {"a zero, and more", std::string("{}\0x", 4), "InvalidJson"},
      {"200,000 levels", std::string(200'000, '['), "JsonTooDeep"},
      {"too long", '"' + std::string(20U << 20U, 'x') + '"', "JsonTooLarge"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const parsed = parse_json(row.text);
    ASSERT_EQ(parsed.has_value(), row.error == nullptr);
    if (!parsed) {
      EXPECT_EQ(parsed.error().name, row.error);
    }
  }
}

TEST(ParseJson, KeepsTheOrderOfKeys) {
  EXPECT_EQ(parse_json(R"({"b":1,"a":2})")->dump(), R"({"b":1,"a":2})");
}

TEST(DumpJson, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(dump_json({{"b", "\xff"}, {"a", {1, "ä"}}}), "{\"b\":\"\uFFFD\",\"a\":[1,\"ä\"]}");
}

}  // namespace
}  // namespace helio
