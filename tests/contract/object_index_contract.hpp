// Goal: of objects/object_index.hpp, what no store shows: bodies that belong to nothing, keys
// sealed again, uploads that grow old. The rest is in the suites of the stores, which run over each
// index. Method: one TEST_P per promise; an index joins with one INSTANTIATE line.
#pragma once

#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "objects/object_index.hpp"

namespace helio::objects {

struct IndexUnderTest {
  std::shared_ptr<void> owner;
  Indexes index;
};

class ObjectIndexContract : public testing::TestWithParam<std::function<IndexUnderTest()>> {
 protected:
  ObjectIndexContract() { EXPECT_TRUE(index_.buckets.create_bucket("photos")); }

  static Body body(std::string id, std::string master_key_id) {
    auto const wrapped = bytes_of(id);
    return {id, 1, {std::move(master_key_id), {wrapped.begin(), wrapped.end()}}};
  }
  void add(std::string key, Body body) {
    ObjectInfo object{.bucket = "photos", .key = std::move(key), .version_id = "v"};
    ASSERT_TRUE(index_.objects.add({object, std::move(body), {}, {}}));
  }
  MultipartUpload begin(std::string upload_id, Timestamp at) {
    MultipartUpload upload{{"photos", "big", std::move(upload_id)}, at, {}};
    EXPECT_TRUE(index_.uploads.add_upload(upload));
    return upload;
  }

  IndexUnderTest under_test_ = GetParam()();
  Indexes index_ = under_test_.index;
};

TEST_P(ObjectIndexContract, BodiesOfVersionsAndPartsAreKnown) {
  add("a", body("body-1", "m1"));
  auto const upload = begin("u1", Timestamp());
  ASSERT_TRUE(index_.uploads.add_part(upload.id, {.number = 1}, body("body-2", "m1")));
  std::vector<std::string> const ids = {"body-0", "body-1", "body-2", "body-3"};
  EXPECT_EQ(index_.bodies.unknown(ids).value(), (std::vector<std::string>{"body-0", "body-3"}));

  auto const replaced = index_.uploads.add_part(upload.id, {.number = 1}, body("body-3", "m1"));
  EXPECT_EQ(replaced.value(), std::vector<std::string>{"body-2"});
  EXPECT_EQ(index_.uploads.abort_upload(upload.id).value(), std::vector<std::string>{"body-3"});
  auto const removed = index_.objects.remove_object({{"photos", "a", {}}, "marker", {}, {}});
  EXPECT_EQ(removed.value().released, std::vector<std::string>{"body-1"});
  EXPECT_EQ(index_.bodies.unknown(ids).value(), ids);
}

TEST_P(ObjectIndexContract, KeysAreSealedAgain) {
  add("a", body("body-1", "m1"));
  add("b", body("body-2", "m2"));
  add("c", body("body-3", "m3"));
  EXPECT_EQ(index_.bodies.not_sealed_by("m2", 1).value().size(), 1U);
  auto const old = index_.bodies.not_sealed_by("m2", 10).value();
  ASSERT_EQ(old.size(), 2U);

  std::vector<ResealedKey> const keys = {{"body-1", "m1", {"m2", Bytes(3)}},
                                         {"body-3", "m1", {"m2", Bytes(3)}}};
  ASSERT_TRUE(index_.bodies.reseal(keys));
  auto const a = index_.objects.locate({"photos", "a", {}}).value().bodies.at(0);
  EXPECT_EQ(a.key.master_key_id, "m2");
  EXPECT_EQ(a.key.wrapped, Bytes(3));
  EXPECT_EQ(a.size_bytes, 1U);
  auto const left = index_.bodies.not_sealed_by("m2", 10).value();
  ASSERT_EQ(left.size(), 1U) << "body-3 was sealed by another key meanwhile, and is left alone";
  EXPECT_EQ(left[0].id, "body-3");
  EXPECT_EQ(text_of(left[0].key.wrapped), "body-3");
}

TEST_P(ObjectIndexContract, OldUploadsAreFound) {
  using std::chrono::hours;
  Timestamp const now{hours(500'000)};
  begin("u1", now - hours(3));
  begin("u2", now - hours(2));
  begin("u3", now - hours(1));
  auto const old = index_.uploads.uploads_before(now - hours(1), 10).value();
  ASSERT_EQ(old.size(), 2U);
  EXPECT_EQ(old[0].upload_id, "u1");
  EXPECT_EQ(index_.uploads.uploads_before(now, 1).value().size(), 1U);
}

}  // namespace helio::objects
