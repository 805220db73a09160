// Goal: what objects/object_store.hpp promises of versions holds for every store.
// Method: as object_store_contract.hpp.
#pragma once

#include "contract/store_fixture.hpp"

namespace helio::objects {

class ObjectVersionsContract : public StoreContract {};

TEST_P(ObjectVersionsContract, WithVersionsAllStayUntilTheyAreRemoved) {
  ASSERT_TRUE(put("a", "0"));
  ASSERT_TRUE(buckets().set_versioning("photos", Versioning::enabled));
  auto const first = put("a", "1").value().version_id;
  auto const second = put("a", "2").value().version_id;
  EXPECT_GT(second, first);
  EXPECT_EQ(get("a"), "2");
  EXPECT_EQ(get("a", first), "1");
  EXPECT_EQ(get("a", "null"), "0");

  auto const marker = remove("a").value();
  EXPECT_TRUE(marker.delete_marker);
  EXPECT_EQ(get("a"), "NoSuchKey");
  EXPECT_EQ(error_of(store().head({"photos", "a", {}})), "NoSuchKey");
  EXPECT_TRUE(store().head({"photos", "a", marker.version_id}).value().delete_marker);
  EXPECT_EQ(get("a", marker.version_id), "MethodNotAllowed");
  EXPECT_TRUE(keys().empty());
  EXPECT_EQ(error_of(buckets().delete_bucket("photos")), "BucketNotEmpty");

  EXPECT_TRUE(remove("a", marker.version_id).value().delete_marker);
  EXPECT_EQ(get("a"), "2");
  ASSERT_TRUE(remove("a", second));
  EXPECT_EQ(get("a"), "1");
  EXPECT_EQ(keys(), std::vector<std::string>{"a"});
  ASSERT_TRUE(remove("a", first));
  ASSERT_TRUE(remove("a", "null"));
  EXPECT_EQ(get("a"), "NoSuchKey");
  expect_changes({"created a", "created a", "created a", "marked a", "deleted a", "deleted a",
                  "deleted a", "deleted a"});
}

TEST_P(ObjectVersionsContract, VersionsSuspendedKeepTheOldOnes) {
  ASSERT_TRUE(buckets().set_versioning("photos", Versioning::enabled));
  auto const kept = put("a", "1").value().version_id;
  ASSERT_TRUE(buckets().set_versioning("photos", Versioning::suspended));
  ASSERT_TRUE(put("a", "2"));
  ASSERT_TRUE(put("a", "3"));
  auto const marker = remove("a").value();
  EXPECT_TRUE(marker.delete_marker);
  EXPECT_EQ(marker.version_id, "null");
  EXPECT_EQ(get("a"), "NoSuchKey");
  EXPECT_EQ(get("a", kept), "1");
}

}  // namespace helio::objects
