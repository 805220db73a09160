#include "asl/reference_path.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

TEST(ReferencePath, PutsAValueInItsPlace) {
  struct Row {
    char const* path;
    char const* root;
    char const* want;
  };
  Row const rows[] = {{"$", R"({"a":1})", "9"},
                      {"$.b", R"({"a":1})", R"({"a":1,"b":9})"},
                      {"$.a", R"({"a":1})", R"({"a":9})"},
                      {"$['a']", R"({"a":1})", R"({"a":9})"},
                      {"$.a.b.c", "{}", R"({"a":{"b":{"c":9}}})"},
                      {"$.a.b", R"({"a":{"x":1}})", R"({"a":{"x":1,"b":9}})"},
                      {"$.a.b", R"({"a":null})", R"({"a":{"b":9}})"},
                      {"$.a", "null", R"({"a":9})"},
                      {"$.a[1]", R"({"a":[1,2,3]})", R"({"a":[1,9,3]})"},
                      {"$.a[3]", R"({"a":[1,2,3]})", R"({"a":[1,2,3,9]})"},
                      {"$.a[0].b", R"({"a":[{}]})", R"({"a":[{"b":9}]})"},
                      {"$.a[0].b", "{}", R"({"a":[{"b":9}]})"},
                      {R"($.a\.b)", "{}", R"({"a.b":9})"},
                      {R"($.a\@b)", "{}", R"({"a@b":9})"},
                      {"$['a:b']", "{}", R"({"a:b":9})"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.path);
    auto const path = ReferencePath::parse(row.path);
    ASSERT_TRUE(path.has_value()) << path.error().message;
    Json root = Json::parse(row.root);
    auto const set = path->set(root, 9);
    ASSERT_TRUE(set.has_value()) << set.error().message;
    EXPECT_EQ(root.dump(), row.want);
  }
}

TEST(ReferencePath, ChangesNothingWhereItDoesNotFit) {
  struct Row {
    char const* path;
    char const* root;
  };
  Row const rows[] = {{"$.a", "[1]"},
                      {"$.a", "3"},
                      {"$.a.b", R"({"a":1})"},
                      {"$.a[0]", R"({"a":{}})"},
                      {"$.a[2]", R"({"a":[1]})"},
                      {"$.a[1]", "{}"},
                      {"$.x.y[1].z", "{}"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.path);
    Json root = Json::parse(row.root);
    auto const set = ReferencePath::parse(row.path)->set(root, 9);
    ASSERT_FALSE(set.has_value());
    EXPECT_EQ(set.error().name, "States.ResultPathMatchFailure");
    EXPECT_EQ(root, Json::parse(row.root));
  }
}

TEST(ReferencePath, NamesOnePlaceOnly) {
  for (std::string const text :
       {"", "a", "$.*", "$..a", "$[*]", "$[0,1]", "$[0:1]", "$['a','b']", "$[?(@.a)]", "$.a@b",
        "$.'.*", "$.length()", "$$.a", "$x", "$[-1]"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(ReferencePath::parse(text).has_value());
  }
}

}  // namespace
}  // namespace helio::asl
