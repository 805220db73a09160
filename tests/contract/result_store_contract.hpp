// Goal: the promises in results/result_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line giving a factory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "contract/sample_record.hpp"
#include "results/result_store.hpp"

namespace helio::results {

using ResultStoreFactory = std::function<std::shared_ptr<ResultStore>()>;

class ResultStoreContract : public testing::TestWithParam<ResultStoreFactory> {
 protected:
  bool put(Record const& record) {
    auto const stored = store_->put(record);
    EXPECT_TRUE(stored) << stored.error().message;
    return stored.value_or(false);
  }
  // The numbers of sample records that answer, in order.
  std::vector<int> ask(Query const& query) {
    auto const page = store_->query(query);
    EXPECT_TRUE(page) << page.error().message << page.error().detail;
    std::vector<int> numbers;
    if (!page) return numbers;
    for (Record const& record : page->items) {
      numbers.push_back(std::stoi(record.key.substr(std::string("uploads/picture-").size())));
    }
    return numbers;
  }

  std::shared_ptr<ResultStore> store_ = GetParam()();
};

TEST_P(ResultStoreContract, WhatIsPutComesBackWhole) {
  Record record = sample_record(1);
  record.user_id = "ann";
  record.expires_at = record.created_at + std::chrono::hours(1);
  record.image = {{"format", "jpeg"}, {"width_px", 10}, {"exif", Json::object()}};
  record.confidence = 98.25;
  record.labels = sample_labels({{"Dog", 98.25}});
  record.faces = Json::array();
  record.text = Json::array();
  record.moderation = Json::array();
  record.properties = {{"Quality", {{"Brightness", 1.5}}}};
  record.error = Failure{"A", "b.", "C"};
  record.execution_arn = "arn:aws:states:::execution:x";
  record.models = {{"m", "1"}};
  record.timings_ms = {{"labels", 1.5}};
  EXPECT_TRUE(put(record));
  auto const got = store_->get(record.image_id);
  ASSERT_TRUE(got);
  EXPECT_EQ(record_json(*got), record_json(record));
  EXPECT_EQ(record_json(store_->query({}).value().items.at(0)), record_json(record));
}

TEST_P(ResultStoreContract, UnknownIdsAreNotFound) {
  EXPECT_EQ(store_->get("nobody").error().name, "ResultNotFound");
  EXPECT_EQ(store_->remove("nobody").error().name, "ResultNotFound");
}

TEST_P(ResultStoreContract, ARecordIsUpdatedInItsPlace) {
  put(sample_record(1, Status::processing));
  put(sample_record(2));
  Record done = sample_record(1);
  done.labels = sample_labels({{"Cat", 90}});
  done.created_at += std::chrono::seconds(50);
  EXPECT_TRUE(put(done));
  EXPECT_EQ(ask({}), (std::vector{2, 1}));
  EXPECT_EQ(store_->get(done.image_id)->created_at, sample_record(1).created_at);
  EXPECT_EQ(ask({.label = "cat"}), std::vector{1});
  EXPECT_TRUE(ask({.status = Status::processing}).empty());
}

TEST_P(ResultStoreContract, ASettledRecordIsNotHiddenByItsRetry) {
  put(sample_record(1));
  EXPECT_FALSE(put(sample_record(1, Status::processing)));
  EXPECT_EQ(store_->get(sample_record(1).image_id)->status, Status::completed);
}

TEST_P(ResultStoreContract, TheNewerVersionStandsInWhateverOrderTheyCome) {
  Record older = sample_record(1);
  Record newer = sample_record(5, Status::processing);
  newer.image_id = older.image_id;
  older.labels = sample_labels({{"Cat", 90}});
  put(older);
  put(sample_record(2));
  EXPECT_TRUE(put(newer));
  EXPECT_FALSE(put(older));
  EXPECT_EQ(ask({}), (std::vector{5, 2}));
  EXPECT_TRUE(ask({.label = "Cat"}).empty());
}

TEST_P(ResultStoreContract, RemovedIsGoneFromEveryQuestion) {
  Record record = sample_record(1);
  record.labels = sample_labels({{"Cat", 90}});
  put(record);
  auto const removed = store_->remove(record.image_id);
  ASSERT_TRUE(removed);
  EXPECT_EQ(removed->key, record.key);
  EXPECT_EQ(removed->version_id, record.version_id);
  EXPECT_FALSE(store_->get(record.image_id));
  for (Query const& query : {Query{}, Query{.label = "Cat"}, Query{.q = "cat"}}) {
    EXPECT_TRUE(ask(query).empty());
  }
  EXPECT_TRUE(put(record));
}

TEST_P(ResultStoreContract, ExpiredRecordsAreToldOf) {
  for (int n = 1; n <= 4; ++n) {
    Record record = sample_record(n);
    if (n != 4) record.expires_at = record.created_at;
    put(record);
  }
  auto const now = sample_record(2).created_at;
  auto const first = store_->expired(now, 1).value();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].image_id, sample_record(1).image_id);
  EXPECT_EQ(first[0].version_id, sample_record(1).version_id);
  EXPECT_EQ(store_->expired(now, 100)->size(), 2U) << "they stay until they are removed";
  EXPECT_TRUE(store_->remove(first[0].image_id));
  EXPECT_EQ(store_->expired(now, 100)->size(), 1U);
  EXPECT_EQ(ask({}), (std::vector{4, 3, 2}));
}

TEST_P(ResultStoreContract, CountsFollowEveryChange) {
  put(sample_record(1));
  put(sample_record(2, Status::processing));
  put(sample_record(2, Status::failed));
  put(sample_record(3));
  EXPECT_TRUE(store_->remove(sample_record(3).image_id));
  EXPECT_EQ(store_->counts().value(),
            (std::map<Status, std::int64_t>{{Status::completed, 1}, {Status::failed, 1}}));
}

TEST_P(ResultStoreContract, TellsItsActivityInSlices) {
  for (int const n : {0, 1, 2, 3, 10, 11}) {
    Record record = sample_record(n, n == 10 ? Status::failed : Status::completed);
    if (n > 1) record.timings_ms = {{"total", n}};
    put(record);
  }
  auto const at = [](int n) { return sample_record(n).created_at; };
  auto const seen = store_->activity({at(1), at(11), std::chrono::seconds(2)}).value();
  ASSERT_EQ(seen.slices.size(), 3U);
  EXPECT_EQ(seen.slices[0].begin, at(1));
  EXPECT_EQ(seen.slices[0].records, (std::map<Status, std::int64_t>{{Status::completed, 2}}));
  EXPECT_EQ(seen.slices[1].begin, at(3));
  EXPECT_EQ(seen.slices[2].begin, at(9));
  EXPECT_EQ(seen.slices[2].records, (std::map<Status, std::int64_t>{{Status::failed, 1}}));
  ASSERT_EQ(seen.timings_ms.size(), 3U);
  EXPECT_EQ(seen.timings_ms[0]["total"], 10);
  EXPECT_TRUE(seen.complete);
  auto const none = store_->activity({at(20), at(30), std::chrono::seconds(1)}).value();
  EXPECT_TRUE(none.slices.empty());
  EXPECT_TRUE(none.timings_ms.empty());
}

}  // namespace helio::results
