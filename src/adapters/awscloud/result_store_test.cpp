// Goal: what DynamoDB does by halves, refuses or garbles ends as a whole answer or a typed error.
// What it does well is tested with the contract (tests/cloud).
#include "adapters/awscloud/result_store.hpp"

#include <gtest/gtest.h>

#include "adapters/awscloud/result_item.hpp"
#include "adapters/awscloud/scripted_cloud.hpp"
#include "aws/dynamodb/attribute_value.hpp"
#include "aws/dynamodb/table.hpp"
#include "contract/sample_record.hpp"

namespace helio::awscloud {
namespace {

using results::Record;
using results::sample_record;

Json item_of(Record record, std::int64_t revision = 1) {
  return result_item(std::move(record), revision).value();
}
std::string found(Json const& item) { return Json{{"Item", item}}.dump(); }

class ResultStoreTest : public testing::Test {
 protected:
  // The target's end, of each request: "GetItem", …
  std::vector<std::string> operations() const {
    std::vector<std::string> names;
    for (auto const& request : cloud_.requests) {
      auto const target = ScriptedCloud::header(request, "x-amz-target");
      names.push_back(target.substr(target.find('.') + 1));
    }
    return names;
  }
  // An answer of Query or BatchGetItem with the items of these records.
  static std::string entries(std::vector<int> const& numbers, Json more = Json::object()) {
    more["Items"] = Json::array();
    for (int const n : numbers) more["Items"].push_back(item_of(sample_record(n)));
    return more.dump();
  }
  static std::string batch(std::vector<int> const& numbers, std::vector<int> const& unprocessed) {
    Json items = Json::array();
    for (int const n : numbers) items.push_back(item_of(sample_record(n)));
    Json keys = Json::array();
    for (int const n : unprocessed) {
      keys.push_back({{"image_id", text_value(sample_record(n).image_id)}});
    }
    Json answer = {{"Responses", {{"results", items}}}, {"UnprocessedKeys", Json::object()}};
    if (!keys.empty()) answer["UnprocessedKeys"] = {{"results", {{"Keys", keys}}}};
    return answer.dump();
  }

  ScriptedCloud cloud_;
  ResultStore store_{cloud_.client, {.table = "results"}};
};

constexpr char const* kConflict = R"({"__type":"ConditionalCheckFailedException","message":"m"})";

TEST_F(ResultStoreTest, WritesOnlyOverWhatItRead) {
  cloud_.then(200, found(item_of(sample_record(1, results::Status::processing), 7)));
  cloud_.then(200, "{}");
  EXPECT_TRUE(store_.put(sample_record(1)).value());
  Json const put = cloud_.body(1);
  EXPECT_EQ(put["ConditionExpression"], "revision = :revision");
  EXPECT_EQ(put["ExpressionAttributeValues"][":revision"]["N"], "7");
  EXPECT_EQ(put["Item"]["revision"]["N"], "8");
  EXPECT_EQ(put["TableName"], "results");
}

TEST_F(ResultStoreTest, AConflictReadsAgainAndDecidesAnew) {
  cloud_.then(200, "{}");
  cloud_.then(400, kConflict);
  cloud_.then(200, found(item_of(sample_record(1))));
  EXPECT_FALSE(store_.put(sample_record(1, results::Status::processing)).value());
  EXPECT_EQ(operations(), (std::vector<std::string>{"GetItem", "PutItem", "GetItem"}));
}

TEST_F(ResultStoreTest, ConflictsWithoutEndEnd) {
  for (int i = 0; i < kConflictsMax; ++i) {
    cloud_.then(200, "{}");
    cloud_.then(400, kConflict);
  }
  EXPECT_EQ(store_.put(sample_record(1)).error().name, "ConditionalCheckFailedException");
  EXPECT_EQ(cloud_.requests.size(), 2U * kConflictsMax);
}

TEST_F(ResultStoreTest, WhatABatchLeavesIsAskedForAgain) {
  cloud_.then(200, entries({5, 4, 3}));
  cloud_.then(200, batch({4}, {5, 3}));
  cloud_.then(200, batch({}, {5, 3}));
  cloud_.then(200, batch({3, 5}, {}));
  auto const page = store_.query({}).value();
  ASSERT_EQ(page.items.size(), 3U);
  EXPECT_EQ(page.items[0].image_id, sample_record(5).image_id);
  EXPECT_EQ(page.items[2].image_id, sample_record(3).image_id);
  EXPECT_EQ(cloud_.body(2)["RequestItems"]["results"]["Keys"].size(), 2U);
  EXPECT_EQ(cloud_.pauses.size(), 2U);
}

TEST_F(ResultStoreTest, ABatchThatLeavesAllForeverEnds) {
  cloud_.then(200, entries({5}));
  for (int i = 0; i < 3; ++i) cloud_.then(200, batch({}, {5}));
  EXPECT_EQ(store_.query({}).error().name, "ProvisionedThroughputExceededException");
}

TEST_F(ResultStoreTest, ARecordDeletedMeanwhileIsLeftOut) {
  cloud_.then(200, entries({5, 4}));
  cloud_.then(200, batch({4}, {}));
  EXPECT_EQ(store_.query({})->items.size(), 1U);
}

TEST_F(ResultStoreTest, AQuestionThatFindsLittleEndsWithAPlaceToGoOn) {
  ResultStore small(cloud_.client, {.table = "results", .entries_max = 3});
  Json const more = {{"LastEvaluatedKey", {{"x", {{"S", "y"}}}}}};
  cloud_.then(200, entries({9, 8}, more));
  cloud_.then(200, entries({7, 6}, more));
  auto const page = small.query({.label = "cat"}).value();
  EXPECT_TRUE(page.items.empty());
  EXPECT_EQ(page.next, "2025-06-15T15:06:47.000Z|" + sample_record(7).image_id);
  cloud_.then(200, entries({}));
  EXPECT_TRUE(small.query({.label = "cat", .after = page.next})->next.empty());
  Json const start = cloud_.body(2)["ExclusiveStartKey"];
  EXPECT_EQ(start["created_at"]["S"], "2025-06-15T15:06:47.000Z");
  EXPECT_EQ(start["image_id"]["S"], sample_record(7).image_id);
  EXPECT_EQ(start["record_type"]["S"], "image");
}

TEST_F(ResultStoreTest, EachQuestionHasItsIndex) {
  struct Row {
    results::Query query;
    char const* index;
    char const* condition;
  };
  Timestamp const at = sample_record(1).created_at;
  Row const rows[] = {
      {{}, kCreatedIndex, "#p = :p"},
      {{.user_id = "ann", .status = results::Status::failed}, kUserIndex, "#p = :p"},
      {{.user_id = ""}, kCreatedIndex, "#p = :p"},
      {{.status = results::Status::failed}, kStatusIndex, "#p = :p"},
      {{.from = at}, kCreatedIndex, "#p = :p AND created_at >= :from"},
      {{.to = at}, kCreatedIndex, "#p = :p AND created_at <= :last"},
      {{.from = at, .to = at + std::chrono::seconds(1)},
       kCreatedIndex,
       "#p = :p AND created_at BETWEEN :from AND :last"},
  };
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    cloud_.then(200, entries({}));
    EXPECT_TRUE(store_.query(rows[i].query));
    EXPECT_EQ(cloud_.body(i)["IndexName"], rows[i].index);
    EXPECT_EQ(cloud_.body(i)["KeyConditionExpression"], rows[i].condition);
  }
  EXPECT_TRUE(store_.query({.from = at, .to = at})->items.empty()) << "nothing is asked";
}

TEST_F(ResultStoreTest, GarbledItemsAreCorrupt) {
  Json no_status = item_of(sample_record(1));
  no_status.erase("status");
  Json bad_packed = item_of(sample_record(1));
  bad_packed["packed"] = {{"B", "AAAA"}};
  Json bomb = item_of(sample_record(1));
  bomb["packed"] = {{"B", "H4sIAAAAAAAAAwMAAAAAAP////8="}};
  for (Json const& item : {Json{{"image_id", 5}}, Json{{"image_id", {{"S", "a"}}}},
                           Json{{"image_id", {{"X", "a"}}}}, no_status, bad_packed, bomb}) {
    SCOPED_TRACE(item.dump());
    cloud_.then(200, found(item));
    auto const record = store_.get("a");
    ASSERT_FALSE(record);
    EXPECT_EQ(record.error().name, "InvalidRecord");
    EXPECT_EQ(record.error().code, Errc::corrupt);
  }
  cloud_.then(200, R"({"Items":[{"image_id":{"S":"a"}}]})");
  EXPECT_EQ(store_.query({}).error().name, "InvalidRecord");
}

TEST_F(ResultStoreTest, ErrorsHaveAwsNames) {
  struct Row {
    int status;
    char const* body;
    char const* error;
  };
  Row const rows[] = {
      {400, R"({"__type":"x#ResourceNotFoundException"})", "ResourceNotFoundException"},
      {400, R"({"__type":"ExpiredTokenException"})", "ExpiredTokenException"},
      {200, "[", "InvalidResponse"}};
  for (Row const& row : rows) {
    for (int i = 0; i < 4; ++i) cloud_.then(row.status, row.body);
    EXPECT_EQ(store_.get("a").error().name, row.error);
    EXPECT_EQ(store_.remove("a").error().name, row.error);
    EXPECT_EQ(store_.query({}).error().name, row.error);
    EXPECT_EQ(store_.counts().error().name, row.error);
  }
}

TEST(ResultItem, ALargeRecordIsPackedAndComesBackWhole) {
  Record record = sample_record(1);
  record.labels = results::sample_labels({{"Cat", 90}});
  record.faces = Json::array();
  for (int i = 0; i < 9'000; ++i) {
    record.faces.push_back({{"Confidence", 99.5}, {"BoundingBox", {{"Left", 0.25}, {"Top", i}}}});
  }
  Json const item = item_of(record);
  EXPECT_TRUE(item.contains("packed"));
  EXPECT_FALSE(item.contains("faces"));
  EXPECT_TRUE(item.contains("label_confidences"));
  EXPECT_LT(aws::dynamodb::item_size(item), aws::dynamodb::kItemBytesMax);
  EXPECT_EQ(results::record_json(record_of_item(item).value()), results::record_json(record));
  record.image = {{"noise", std::string(500'000, 'x')}};
  EXPECT_EQ(result_item(record, 1).error().name, "ItemTooLarge");
}

TEST(ResultItem, TheTimeToLiveIsANumberAndNeverEarly) {
  Record record = sample_record(1);
  record.expires_at = record.created_at + std::chrono::milliseconds(1);
  EXPECT_EQ(item_of(record)["expires_at"]["N"], "1750000002");
}

}  // namespace
}  // namespace helio::awscloud
