// Goal: conditions, updates and projections say what DynamoDB's say, and faults are told.
#include <gtest/gtest.h>

#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/condition.hpp"
#include "aws/dynamodb/decimal.hpp"
#include "aws/dynamodb/projection.hpp"
#include "aws/dynamodb/update.hpp"

namespace helio::aws::dynamodb {
namespace {

Json item() {
  return Json::parse(R"({"id": {"S": "a"}, "n": {"N": "5"}, "text": {"S": "tabby cat"},
      "tags": {"SS": ["a", "b"]}, "gone": {"NULL": true}, "bytes": {"B": "AAE="},
      "list": {"L": [{"N": "1"}, {"S": "two"}, {"M": {"x": {"N": "3"}}}]},
      "map": {"M": {"inner": {"M": {"deep": {"BOOL": true}}}, "n": {"N": "7"}}}})");
}

Json input() {
  return Json::parse(R"({"ExpressionAttributeNames": {"#n": "n", "#m": "map"},
      "ExpressionAttributeValues": {":5": {"N": "5.0"}, ":4": {"N": "4"}, ":6": {"N": "6"},
        ":s": {"S": "tab"}, ":b": {"S": "b"}, ":bs": {"SS": ["b", "c"]}, ":num": {"S": "N"},
        ":l": {"L": [{"N": "9"}]}, ":map": {"M": {"n": {"N": "7"}, "inner":
          {"M": {"deep": {"BOOL": true}}}}}, ":ab": {"SS": ["b", "a"]}}})");
}

TEST(Condition, Table) {
  struct Row {
    char const* text;
    bool holds;
  };
  Row const rows[] = {
      {"n = :5", true},
      {"#n = :4", false},
      {"n <> :4", true},
      {"n < :6 AND n <= :5 AND n > :4 and n >= :5", true},
      {"n < :s", false},
      {"missing = :5", false},
      {"missing <> :5", true},
      {"missing < :5", false},
      {":5 = n", true},
      {"n BETWEEN :4 AND :6", true},
      {"n between :6 and :6", false},
      {"n IN (:4, :5)", true},
      {"n IN (:4)", false},
      {"attribute_exists(map.inner.deep)", true},
      {"attribute_exists(#m.inner.missing)", false},
      {"attribute_not_exists(missing)", true},
      {"attribute_not_exists(list[2].x)", false},
      {"attribute_exists(list[3])", false},
      {"attribute_type(n, :num)", true},
      {"attribute_type(text, :num)", false},
      {"begins_with(text, :s)", true},
      {"begins_with(n, :s)", false},
      {"contains(text, :s)", true},
      {"contains(tags, :b)", true},
      {"contains(tags, :s)", false},
      {"contains(list, :5)", false},
      {"size(text) > :5", true},
      {"size(tags) < :4", true},
      {"size(n) > :4", false},
      {"size(map) < :4", true},
      {"NOT n = :4", true},
      {"NOT (n = :5 OR n = :4)", false},
      {"n = :4 OR n = :5 AND n = :6", false},
      {"(n = :4 OR n = :5) AND n <= :5", true},
      {"map = :map", true},
      {"tags = :ab", true},
      {"list[0] < list[2].x", true},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto placeholders = Placeholders::read(input()).value();
    auto const condition = read_condition(row.text, placeholders);
    ASSERT_TRUE(condition) << condition.error().message;
    EXPECT_EQ((*condition)(item()), row.holds);
  }
}

TEST(Condition, FaultsTable) {
  struct Row {
    std::string text;
    char const* says;
  };
  std::string deep(100, '(');
  Row const rows[] = {
      {"", "Syntax error; token: <EOF>"},
      {"n", "Syntax error; token: <EOF>"},
      {"n = ", "Syntax error; token: <EOF>"},
      {"n = :5 n", "Syntax error; token: \"n\""},
      {"n == :5", "Syntax error; token: \"=\""},
      {"(n = :5", "Syntax error; token: <EOF>"},
      {"n = :none", "An expression attribute value used in expression is not defined; :none"},
      {"#none = :5", "attribute name used in the document path is not defined; #none"},
      {"attribute_exist(n)", "Invalid function name; function: attribute_exist"},
      {"attribute_exists(n, :5)", "takes one operand"},
      {"begins_with(n)", "takes two operands"},
      {"attribute_exists(:5)", "Syntax error; token: \":5\""},
      {"list[x] = :5", "Syntax error; token: \"x\""},
      {"list[-1] = :5", "Syntax error; token: \"-\""},
      {"n IN ()", "Syntax error; token: \")\""},
      {deep, "nested too deep"},
      {std::string(5'000, 'n'), "4 KB"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text.substr(0, 40));
    auto placeholders = Placeholders::read(input()).value();
    auto const condition = read_condition(row.text, placeholders);
    ASSERT_FALSE(condition);
    EXPECT_EQ(condition.error().name, "ValidationException");
    EXPECT_NE(condition.error().message.find(row.says), std::string::npos)
        << condition.error().message;
  }
}

TEST(Placeholders, EachIsUsed) {
  auto placeholders = Placeholders::read(Json::parse(
      R"({"ExpressionAttributeNames": {"#n": "n"},
          "ExpressionAttributeValues": {":v": {"N": "1"}}})"));
  ASSERT_TRUE(placeholders);
  ASSERT_TRUE(read_condition("n = :v", *placeholders));
  EXPECT_NE(placeholders->all_used().error().message.find("unused in expressions: keys: {#n}"),
            std::string::npos);
  ASSERT_TRUE(read_condition("#n = :v", *placeholders));
  EXPECT_TRUE(placeholders->all_used());
  EXPECT_FALSE(Placeholders::read({{"ExpressionAttributeNames", {{"n", "n"}}}}));
  EXPECT_FALSE(Placeholders::read({{"ExpressionAttributeValues", {{":v", 1}}}}));
}

TEST(Update, Table) {
  struct Row {
    char const* text;
    char const* pointer;  // of what changes
    char const* want;     // "": nothing is there
  };
  Row const rows[] = {
      {"SET n = :6", "/n", R"({"N":"6"})"},
      {"SET fresh = n", "/fresh", R"({"N":"5"})"},
      {"SET n = n + :4", "/n", R"({"N":"9"})"},
      {"SET n = n - :6", "/n", R"({"N":"-1"})"},
      {"SET fresh = if_not_exists(fresh, :6)", "/fresh", R"({"N":"6"})"},
      {"SET n = if_not_exists(n, :6) + :4", "/n", R"({"N":"9"})"},
      {"SET list = list_append(list, :l)", "/list/L/3", R"({"N":"9"})"},
      {"SET list = list_append(if_not_exists(none, :l), list)", "/list/L/0", R"({"N":"9"})"},
      {"SET list[1] = :6", "/list/L/1", R"({"N":"6"})"},
      {"SET list[99] = :6", "/list/L/3", R"({"N":"6"})"},
      {"SET map.inner.deep = :6, list[0] = n", "/map/M/inner/M/deep", R"({"N":"6"})"},
      {"REMOVE n", "/n", ""},
      {"REMOVE list[0], list[1]", "/list/L/0", R"({"M":{"x":{"N":"3"}}})"},
      {"remove map.n set n = map.n", "/n", R"({"N":"7"})"},
      {"ADD n :4", "/n", R"({"N":"9"})"},
      {"ADD fresh :4", "/fresh", R"({"N":"4"})"},
      {"ADD tags :bs", "/tags", R"({"SS":["a","b","c"]})"},
      {"DELETE tags :bs", "/tags", R"({"SS":["a"]})"},
      {"DELETE tags :ab", "/tags", ""},
      {"DELETE none :ab", "/none", ""},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto placeholders = Placeholders::read(input()).value();
    auto const update = read_update(row.text, placeholders);
    ASSERT_TRUE(update) << update.error().message;
    auto const got = update->apply(item());
    ASSERT_TRUE(got) << got.error().message;
    Json::json_pointer const pointer(row.pointer);
    EXPECT_EQ(got->contains(pointer) ? got->at(pointer).dump() : "", row.want);
  }
}

TEST(Update, FaultsTable) {
  struct Row {
    char const* text;
    char const* says;
  };
  Row const rows[] = {
      {"", "can not be empty"},
      {"n = :5", "Syntax error; token: \"n\""},
      {"SET n = :5 SET m = :5", "can only be used once"},
      {"SET n = :5, n = :4", "overlap"},
      {"SET map = :5 REMOVE map.n", "overlap"},
      {"SET n", "Syntax error; token: <EOF>"},
      {"SET n = :5 +", "Syntax error; token: <EOF>"},
      {"ADD n n", "Syntax error; token: \"n\""},
      {"SET n = size(n)", "Invalid function name; function: size"},
      {"SET n = missing", "refers to an attribute that does not exist"},
      {"SET n = text + :5", "incorrect data type"},
      {"SET n = list_append(n, :l)", "incorrect data type"},
      {"ADD text :5", "incorrect data type"},
      {"ADD n :s", "incorrect data type"},
      {"DELETE n :bs", "incorrect data type"},
      {"DELETE n :5", "incorrect data type"},
      {"SET none.x = :5", "invalid for update"},
      {"SET n.x = :5", "invalid for update"},
      {"REMOVE n[1]", "invalid for update"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto placeholders = Placeholders::read(input()).value();
    auto const update = read_update(row.text, placeholders);
    auto const got =
        update
            ? update->apply(item())
            : Result<Json>(fail(update.error().code, update.error().name, update.error().message));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().name, "ValidationException");
    EXPECT_NE(got.error().message.find(row.says), std::string::npos) << got.error().message;
  }
}

TEST(Projection, Table) {
  struct Row {
    char const* text;
    char const* want;
  };
  Row const rows[] = {
      {"n", R"({"n":{"N":"5"}})"},
      {"missing", "{}"},
      {"map.missing, #n", R"({"n":{"N":"5"}})"},
      {"map.n, map.inner.deep",
       R"({"map":{"M":{"inner":{"M":{"deep":{"BOOL":true}}},"n":{"N":"7"}}}})"},
      {"list[2].x, list[0]", R"({"list":{"L":[{"N":"1"},{"M":{"x":{"N":"3"}}}]}})"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto placeholders = Placeholders::read(input()).value();
    auto const paths = read_projection(row.text, placeholders);
    ASSERT_TRUE(paths) << paths.error().message;
    EXPECT_EQ(projected(item(), *paths).dump(), row.want);
  }
  for (char const* bad : {"", "n,", "n, n", "map, map.n", "n m", "n[", "size(n)"}) {
    auto placeholders = Placeholders::read(input()).value();
    EXPECT_FALSE(read_projection(bad, placeholders)) << bad;
  }
}

TEST(Decimal, Table) {
  struct Row {
    char const* text;
    char const* want;
  };
  std::string const nines(38, '9');
  Row const rows[] = {{"0", "0"},
                      {"-0.0", "0"},
                      {"5.0", "5"},
                      {"+007", "7"},
                      {"-12.50", "-12.5"},
                      {".5", "0.5"},
                      {"1e3", "1000"},
                      {"1E+40", "1E+40"},
                      {"12e-3", "0.012"},
                      {"1e125", "1E+125"},
                      {"1e-130", "1E-130"},
                      {"98.5", "98.5"},
                      {"123e60", "1.23E+62"},
                      {nines.c_str(), nines.c_str()}};
  for (Row const& row : rows) {
    auto const number = Decimal::parse(row.text);
    ASSERT_TRUE(number) << row.text;
    EXPECT_EQ(number->text(), row.want);
    EXPECT_EQ(Decimal::parse(number->text())->compare(*number), 0);
  }
  for (char const* bad : {"", "-", ".", "1.2.3", "1e", "1e+-2", "a", "0x1", "1e126", "1e-131",
                          "1e99999", "123456789012345678901234567890123456789", " 1", "NaN"}) {
    EXPECT_FALSE(Decimal::parse(bad)) << bad;
  }
}

TEST(Decimal, SumsAndOrder) {
  struct Row {
    char const* a;
    char const* b;
    char const* sum;
    int order;
  };
  Row const rows[] = {{"1", "2", "3", -1},   {"9.9", "0.1", "10", 1},
                      {"5", "-5", "0", 1},   {"-1", "-2", "-3", 1},
                      {"0", "7", "7", -1},   {"1e20", "1", "100000000000000000001", 1},
                      {"-3", "2", "-1", -1}, {"0.1", "0.2", "0.3", -1},
                      {"10", "9", "19", 1},  {"-10", "-9", "-19", -1}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.sum);
    auto const a = Decimal::parse(row.a).value();
    auto const b = Decimal::parse(row.b).value();
    EXPECT_EQ(a.plus(b)->text(), row.sum);
    EXPECT_EQ(b.plus(a)->text(), row.sum);
    EXPECT_EQ(a.compare(b) < 0, row.order < 0);
    EXPECT_EQ(b.compare(a) < 0, row.order > 0);
    EXPECT_EQ(a.plus(b)->plus(b.negated())->text(), a.text());
  }
  EXPECT_FALSE(Decimal::parse("1e60")->plus(*Decimal::parse("1")));
}

TEST(AttributeValue, ReadTable) {
  struct Row {
    char const* value;
    char const* want;  // "": refused
  };
  Row const rows[] = {
      {R"({"N":"1.50"})", R"({"N":"1.5"})"},
      {R"({"NS":["2","1.0"]})", R"({"NS":["1","2"]})"},
      {R"({"L":[{"M":{"a":{"NULL":true}}}]})", R"({"L":[{"M":{"a":{"NULL":true}}}]})"},
      {R"({"B":"AAE="})", R"({"B":"AAE="})"},
      {R"({"N":1})", ""},
      {R"({"N":"one"})", ""},
      {R"({"S":1})", ""},
      {R"({"NULL":false})", ""},
      {R"({"BOOL":"true"})", ""},
      {R"({"SS":[]})", ""},
      {R"({"SS":["a","a"]})", ""},
      {R"({"NS":["1","1.0"]})", ""},
      {R"({"B":"%"})", ""},
      {R"({"X":"1"})", ""},
      {R"({"S":"a","N":"1"})", ""},
      {R"({})", ""},
      {R"("a")", ""},
      {R"({"M":[]})", ""},
  };
  for (Row const& row : rows) {
    auto const got = read_value(Json::parse(row.value));
    EXPECT_EQ(got ? got->dump() : "", row.want) << row.value;
  }
  Json deep = {{"N", "1"}};
  for (int i = 0; i < 40; ++i) deep = Json{{"L", Json::array({deep})}};
  EXPECT_FALSE(read_value(deep));
}

TEST(AttributeValue, PlainJsonAndBack) {
  Json const plain =
      Json::parse(R"({"a": 1, "b": -2.5, "c": "text", "d": [true, null, {"e": 1e20}], "f": {}})");
  Json const value = value_of_json(plain);
  ASSERT_TRUE(read_value(value)) << value.dump();
  EXPECT_EQ(json_of_value(value), plain);
}

}  // namespace
}  // namespace helio::aws::dynamodb
