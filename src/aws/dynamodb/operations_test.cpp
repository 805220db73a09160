// Goal: the operations on items answer as DynamoDB does, and refuse what they do not do.
#include "aws/dynamodb/operations.hpp"

#include <gtest/gtest.h>

#include "aws/dynamodb/memory_table.hpp"
#include "aws/dynamodb/results_table.hpp"
#include "base/timestamp.hpp"
#include "results/memory_result_store.hpp"

namespace helio::aws::dynamodb {
namespace {

class Items : public testing::Test {
 protected:
  Items() {
    tables_.add(cats_);
    tables_.add(records_);
  }

  // The answer's JSON, or "Name: message".
  std::string call(std::string_view operation, char const* input) {
    for (Operation const& one : operations()) {
      if (one.name != operation) continue;
      auto const answer = one.run(tables_, Json::parse(input));
      return answer ? answer->dump() : answer.error().name + ": " + answer.error().message;
    }
    return "no such operation";
  }

  MemoryTable cats_{{.name = "cats", .key = {{"id", "S"}}}};
  std::unique_ptr<results::ResultStore> results_ = results::make_memory_result_store();
  std::vector<std::string> removed_;
  ResultsTable records_{"results", *results_, [this](std::string const& image_id) {
                          removed_.push_back(image_id);
                          return Result<void>();
                        }};
  Tables tables_;
};

TEST_F(Items, PutAndGet) {
  EXPECT_EQ(call("PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}, "n": {"N": "1.0"}},
      "ReturnValues": "ALL_OLD"})"),
            "{}");
  EXPECT_EQ(call("GetItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}}})"),
            R"({"Item":{"id":{"S":"a"},"n":{"N":"1"}}})");
  EXPECT_EQ(call("GetItem", R"({"TableName": "arn:aws:dynamodb:us-east-1:1:table/cats",
      "Key": {"id": {"S": "a"}}, "ConsistentRead": true, "ProjectionExpression": "#n",
      "ExpressionAttributeNames": {"#n": "n"}, "ReturnConsumedCapacity": "TOTAL"})"),
            R"({"ConsumedCapacity":{"TableName":"cats","CapacityUnits":1.0},)"
            R"("Item":{"n":{"N":"1"}}})");
  EXPECT_EQ(call("GetItem", R"({"TableName": "cats", "Key": {"id": {"S": "b"}}})"), "{}");
  EXPECT_EQ(call("PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}},
      "ReturnValues": "ALL_OLD"})"),
            R"({"Attributes":{"id":{"S":"a"},"n":{"N":"1"}}})");
}

TEST_F(Items, Conditions) {
  char const* const once = R"x({"TableName": "cats", "Item": {"id": {"S": "a"}},
      "ConditionExpression": "attribute_not_exists(id)"})x";
  EXPECT_EQ(call("PutItem", once), "{}");
  EXPECT_EQ(call("PutItem", once),
            "ConditionalCheckFailedException: The conditional request failed");
  EXPECT_EQ(call("DeleteItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
      "ConditionExpression": "n = :n", "ExpressionAttributeValues": {":n": {"N": "1"}}})"),
            "ConditionalCheckFailedException: The conditional request failed");
  EXPECT_EQ(call("DeleteItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
      "ReturnValues": "ALL_OLD"})"),
            R"({"Attributes":{"id":{"S":"a"}}})");
  EXPECT_EQ(call("DeleteItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}}})"), "{}");
}

TEST_F(Items, Updates) {
  EXPECT_EQ(call("UpdateItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
      "UpdateExpression": "ADD seen :one SET at = :now",
      "ExpressionAttributeValues": {":one": {"N": "1"}, ":now": {"S": "noon"}},
      "ReturnValues": "ALL_NEW"})"),
            R"({"Attributes":{"id":{"S":"a"},"seen":{"N":"1"},"at":{"S":"noon"}}})");
  EXPECT_EQ(call("UpdateItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
      "UpdateExpression": "SET seen = seen + :one", "ConditionExpression": "seen = :one",
      "ExpressionAttributeValues": {":one": {"N": "1"}}, "ReturnValues": "UPDATED_OLD"})"),
            R"({"Attributes":{"seen":{"N":"1"}}})");
  EXPECT_EQ(call("UpdateItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
      "UpdateExpression": "REMOVE at SET seen = :one",
      "ExpressionAttributeValues": {":one": {"N": "1"}}, "ReturnValues": "UPDATED_NEW"})"),
            R"({"Attributes":{"seen":{"N":"1"}}})");
  EXPECT_EQ(call("UpdateItem", R"({"TableName": "cats", "Key": {"id": {"S": "b"}}})"), "{}");
  EXPECT_EQ(call("GetItem", R"({"TableName": "cats", "Key": {"id": {"S": "b"}}})"),
            R"({"Item":{"id":{"S":"b"}}})");
}

TEST_F(Items, RefusalsTable) {
  struct Row {
    char const* operation;
    char const* input;
    char const* says;
  };
  std::string const large = R"({"TableName": "cats", "Item": {"id": {"S": "a"}, "x": {"S": ")" +
                            std::string(kItemBytesMax, 'x') + R"("}}})";
  Row const rows[] = {
      {"PutItem", "[]", "ValidationException"},
      {"PutItem", R"({"Item": {}})", "ValidationException: The parameter 'TableName'"},
      {"PutItem", R"({"TableName": "dogs", "Item": {}})", "ResourceNotFoundException"},
      {"PutItem", R"({"TableName": "cats"})", "ValidationException: An item is"},
      {"PutItem", R"({"TableName": "cats", "Item": {"n": {"N": "1"}}})", "Missing the key id"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"N": "1"}}})", "Type mismatch for key"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"S": ""}}})", "empty string value"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}}, "Expected": {}})",
       "legacy parameter Expected"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}}, "Colour": 1})",
       "The parameter Colour is not supported"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}},
           "ReturnValues": "ALL_NEW"})",
       "ReturnValues is set to an invalid value"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}},
           "ConditionExpression": ""})",
       "Syntax error"},
      {"PutItem", R"({"TableName": "cats", "Item": {"id": {"S": "a"}},
           "ExpressionAttributeValues": {":v": {"N": "1"}}})",
       "unused in expressions"},
      {"PutItem", large.c_str(), "Item size has exceeded"},
      {"GetItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}, "n": {"N": "1"}}})",
       "does not match the schema"},
      {"GetItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
           "ConditionExpression": "a = b"})",
       "The parameter ConditionExpression is not supported"},
      {"UpdateItem", R"({"TableName": "cats", "Key": {"id": {"S": "a"}},
           "UpdateExpression": "REMOVE id"})",
       "part of the key"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.says);
    EXPECT_NE(call(row.operation, row.input).find(row.says), std::string::npos)
        << call(row.operation, row.input);
  }
}

TEST_F(Items, TheResultsAreATable) {
  results::Record record{.image_id = "i1",
                         .status = results::Status::completed,
                         .bucket = "photos",
                         .key = "cat.jpg",
                         .sequencer = "2",
                         .confidence = 98.5};
  record.created_at = record.updated_at = parse_rfc3339("2026-01-01T00:00:00Z").value();
  record.labels = Json::array({{{"Name", "Cat"}}});
  ASSERT_TRUE(results_->put(record));
  EXPECT_EQ(call("GetItem", R"({"TableName": "results", "Key": {"image_id": {"S": "i1"}},
      "ProjectionExpression": "confidence, labels[0].#n, created_at",
      "ExpressionAttributeNames": {"#n": "Name"}})"),
            R"({"Item":{"confidence":{"N":"98.5"},"created_at":{"S":"2026-01-01T00:00:00.000Z"},)"
            R"("labels":{"L":[{"M":{"Name":{"S":"Cat"}}}]}}})");
  EXPECT_EQ(call("GetItem", R"({"TableName": "results", "Key": {"image_id": {"S": "i2"}}})"), "{}");
  EXPECT_EQ(call("UpdateItem", R"({"TableName": "results", "Key": {"image_id": {"S": "i1"}},
      "UpdateExpression": "SET user_id = :u", "ExpressionAttributeValues": {":u": {"S": "ann"}}})"),
            "{}");
  EXPECT_EQ(results_->get("i1")->user_id, "ann");
  EXPECT_EQ(results_->get("i1")->confidence, 98.5);
  EXPECT_NE(call("PutItem", R"({"TableName": "results", "Item": {"image_id": {"S": "i1"}}})")
                .find("ValidationException: The table results holds results"),
            std::string::npos);
  EXPECT_EQ(call("UpdateItem", R"({"TableName": "results", "Key": {"image_id": {"S": "i1"}},
      "UpdateExpression": "SET sequencer = :s", "ExpressionAttributeValues": {":s": {"S": "1"}}})"),
            "ConditionalCheckFailedException: The conditional request failed: the stored record is "
            "of a newer version of the object.");
  EXPECT_EQ(call("DeleteItem", R"({"TableName": "results", "Key": {"image_id": {"S": "i1"}}})"),
            "{}");
  EXPECT_EQ(removed_, std::vector<std::string>{"i1"});
}

}  // namespace
}  // namespace helio::aws::dynamodb
