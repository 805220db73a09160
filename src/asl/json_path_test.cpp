#include "asl/json_path.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::asl {
namespace {

char const* const kStore = R"({
  "store": {
    "book": [
      {"category": "reference", "author": "Rees", "title": "Sayings", "price": 8.95},
      {"category": "fiction", "author": "Waugh", "title": "Sword", "price": 12.99},
      {"category": "fiction", "author": "Melville", "title": "Moby", "isbn": "0-553", "price": 8.99}
    ],
    "bicycle": {"colour": "red", "price": 19.95}
  },
  "delivery-partner": "UQS",
  "a name": 1,
  "it's": 2,
  "a.b": 3,
  "none": null,
  "list": [0, 1, 2, 3, 4],
  "letters": ["x", 7]
})";

class Paths : public testing::Test {
 protected:
  Result<Json> evaluate(std::string_view text) {
    auto const path = JsonPath::parse(text);
    if (!path) return tl::unexpected(path.error());
    return path->evaluate(scope_);
  }

  Json store_ = Json::parse(kStore);
  Json context_ = Json::parse(R"({"Execution": {"Id": "arn:x"}, "Map": {"Item": {"Value": 5}}})");
  Json inner_ = Json::parse(R"({"x": 1})");
  Json outer_ = Json::parse(R"({"x": 2, "items": [1, {"y": true}]})");
  SeededRandom random_{1};
  Scope scope_{store_, context_, random_, {&inner_, &outer_}};
};

TEST_F(Paths, GiveWhatTheyName) {
  struct Row {
    char const* path;
    char const* want;
  };
  Row const rows[] = {{"$.store.bicycle.colour", R"("red")"},
                      {"$['store']['bicycle']['colour']", R"("red")"},
                      {R"($["store"].bicycle["colour"])", R"("red")"},
                      {R"($.\stor\e.bicycle.colour)", R"("red")"},
                      {R"($.\u0073tore.bicycle.colour)", R"("red")"},
                      {"$.delivery-partner", R"("UQS")"},
                      {"$['a name']", "1"},
                      {R"($['it\'s'])", "2"},
                      {R"($.a\.b)", "3"},
                      {"$['a.b']", "3"},
                      {"$.none", "null"},
                      {"$.list[0]", "0"},
                      {"$.list[-1]", "4"},
                      {"$.list[1,3]", "[1,3]"},
                      {"$.list[1,9,-2]", "[1,3]"},
                      {"$.list[1:3]", "[1,2]"},
                      {"$.list[:2]", "[0,1]"},
                      {"$.list[3:]", "[3,4]"},
                      {"$.list[-2:]", "[3,4]"},
                      {"$.list[:-3]", "[0,1]"},
                      {"$.list[::2]", "[0,2,4]"},
                      {"$.list[4:1]", "[]"},
                      {"$.list[0:99]", "[0,1,2,3,4]"},
                      {"$.list[*]", "[0,1,2,3,4]"},
                      {"$.store.bicycle.*", R"(["red",19.95])"},
                      {"$.store.bicycle[*]", R"(["red",19.95])"},
                      {"$.store.book[*].author", R"(["Rees","Waugh","Melville"])"},
                      {"$.store.book.*.author", R"(["Rees","Waugh","Melville"])"},
                      {"$..author", R"(["Rees","Waugh","Melville"])"},
                      {"$.store..price", "[8.95,12.99,8.99,19.95]"},
                      {"$..book[0].title", R"(["Sayings"])"},
                      {"$..book[0,1].title", R"(["Sayings","Sword"])"},
                      {"$..['colour']", R"(["red"])"},
                      {"$..letters[0]", R"(["x"])"},
                      {"$.store.bicycle['price','colour']", R"({"price":19.95,"colour":"red"})"},
                      {"$.store.bicycle['price','wheels']", R"({"price":19.95})"},
                      {"$.store.book[1:]['title','isbn']",
                       R"([{"title":"Sword"},{"title":"Moby","isbn":"0-553"}])"},
                      {"$.nothing[*]", "[]"},
                      {"$.nothing.at[1:2].all", "[]"},
                      {"$..nothing", "[]"},
                      {"$.store.book[?(@.isbn)].title", R"(["Moby"])"},
                      {"$$.Execution.Id", R"("arn:x")"},
                      {"$$.Map.Item.Value", "5"},
                      {"$x", "1"},
                      {"$items[1].y", "true"},
                      {"$items[*]", R"([1,{"y":true}])"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.path);
    auto const got = evaluate(row.path);
    ASSERT_TRUE(got.has_value()) << got.error().message;
    EXPECT_EQ(*got, Json::parse(row.want)) << got->dump();
  }
}

TEST_F(Paths, EndInFunctions) {
  struct Row {
    char const* path;
    char const* want;
  };
  Row const rows[] = {{"$.list.length()", "5"},
                      {"$.store.book[*].price.length()", "3"},
                      {"$..book.length()", "1"},
                      {"$.list.sum()", "10.0"},
                      {"$.list.avg()", "2.0"},
                      {"$.list.min()", "0.0"},
                      {"$.list.max()", "4.0"},
                      {"$.list.stddev()", "1.4142135623730951"},
                      {"$.store.bicycle.keys()", R"(["colour","price"])"},
                      {"$.list.first()", "0"},
                      {"$.list.last()", "4"},
                      {"$.list.index(-2)", "3"},
                      {"$.delivery-partner.length()", "null"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.path);
    auto const got = evaluate(row.path);
    ASSERT_TRUE(got.has_value()) << got.error().message;
    EXPECT_EQ(*got, Json::parse(row.want)) << got->dump();
  }
}

TEST_F(Paths, GiveTheWhole) {
  EXPECT_EQ(*evaluate("$"), store_);
  EXPECT_EQ(*evaluate("$$"), context_);
}

TEST_F(Paths, SayWhatIsMissing) {
  struct Row {
    char const* path;
    char const* message;
  };
  Row const rows[] = {{"$.nothing", "No results for path: $['nothing']"},
                      {"$.store.nothing", "No results for path: $['store']['nothing']"},
                      {"$.nothing.x", "Missing property in path $['nothing']"},
                      {"$.list[9]", "No results for path: $['list'][9]"},
                      {"$.list[-6]", "No results for path: $['list'][-6]"},
                      {"$.list.x", "No results for path: $['list']['x']"},
                      {"$$.Task.Token", "Missing property in path $['Task']"},
                      {"$unknown.x", "The variable '$unknown' has not been assigned."}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.path);
    auto const got = evaluate(row.path);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().name, "PathNotFound");
    EXPECT_EQ(got.error().message, row.message);
  }
  for (char const* const path : {"$.none.sum()", "$.letters.index(2)", "$.none.first()"}) {
    auto const got = evaluate(path);
    ASSERT_FALSE(got.has_value()) << path;
    EXPECT_EQ(got.error().name, "PathFailed");
  }
}

TEST_F(Paths, AreRefusedWithTheCharacter) {
  for (std::string const text : {"",
                                 "x",
                                 "$.",
                                 "$..",
                                 "$...a",
                                 "$.a.",
                                 "$[",
                                 "$[]",
                                 "$['a",
                                 "$['a'",
                                 "$['a',]",
                                 "$['a',1]",
                                 "$[1,]",
                                 "$[1,2:3]",
                                 "$[1:2:3:4]",
                                 "$[::0]",
                                 "$[a]",
                                 "$[?]",
                                 "$[?(]",
                                 "$[?()]",
                                 "$.a b",
                                 "$.a[0]x",
                                 "$x y",
                                 "$.length().a",
                                 "$.unknown()",
                                 "$.index()",
                                 "$..length()",
                                 "$.[0]",
                                 "$[99999999999999999999]",
                                 "$.\\",
                                 "$.\\ud800",
                                 "$['a'x]"}) {
    SCOPED_TRACE(text);
    auto const path = JsonPath::parse(text);
    ASSERT_FALSE(path.has_value());
    EXPECT_EQ(path.error().name, "InvalidPath");
    EXPECT_NE(path.error().message.find("at character"), std::string::npos);
  }
}

TEST_F(Paths, KnowWhatTheyAre) {
  EXPECT_TRUE(JsonPath::parse("$.a[0]")->definite());
  EXPECT_TRUE(JsonPath::parse("$.a['x','y']")->definite());
  EXPECT_FALSE(JsonPath::parse("$.a['x','y'].z")->definite());
  EXPECT_FALSE(JsonPath::parse("$.a[0,1]")->definite());
  EXPECT_FALSE(JsonPath::parse("$.a[0:1]")->definite());
  EXPECT_FALSE(JsonPath::parse("$.*")->definite());
  EXPECT_FALSE(JsonPath::parse("$..a")->definite());
  EXPECT_TRUE(JsonPath::parse("$$.a")->from_context());
  EXPECT_EQ(JsonPath::parse("$name.a")->variable(), "name");
  EXPECT_EQ(JsonPath::parse("$.store")->find(scope_), &store_["store"]);
  EXPECT_EQ(JsonPath::parse("$.nothing")->find(scope_), nullptr);
  EXPECT_FALSE(JsonPath::parse("$.list.length()")->findable());
}

TEST_F(Paths, HaveBounds) {
  EXPECT_FALSE(JsonPath::parse("$." + std::string(kPathBytesMax, 'a')).has_value());
  std::string steps = "$";
  for (std::size_t i = 0; i <= kPathStepsMax; ++i) steps += ".a";
  EXPECT_FALSE(JsonPath::parse(steps).has_value());
  std::string filters = "$";
  for (int i = 0; i <= kFilterDepthMax; ++i) filters += "[?(@";
  for (int i = 0; i <= kFilterDepthMax; ++i) filters += ")]";
  EXPECT_FALSE(JsonPath::parse(filters).has_value());
  EXPECT_FALSE(JsonPath::parse("$[?(" + std::string(1000, '(') + "@)]").has_value());
  EXPECT_FALSE(JsonPath::parse("$[?(" + std::string(1000, '!') + "@)]").has_value());

  Json wide = Json::array();
  for (int i = 0; i < 200; ++i) wide.push_back(Json{{"a", {1, 2}}});
  store_["list"] = wide;
  auto const squared = evaluate("$..[?($..[?($..[?($..x == 1)])])]");
  ASSERT_FALSE(squared.has_value());
  EXPECT_EQ(squared.error().name, "PathResultTooLarge");
}

}  // namespace
}  // namespace helio::asl
