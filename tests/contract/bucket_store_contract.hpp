// Goal: the promises of BucketStore in objects/object_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line (store_fixture.hpp).
#pragma once

#include "store_fixture.hpp"

namespace helio::objects {

class BucketStoreContract : public StoreContract {};

TEST_P(BucketStoreContract, BucketsAreListedByName) {
  for (char const* name : {"zoo", "albums"}) ASSERT_TRUE(buckets().create_bucket(name));
  auto const all = buckets().buckets().value();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].name, "albums");
  EXPECT_EQ(all[1].name, "photos");
  EXPECT_EQ(all[2].name, "zoo");
  EXPECT_EQ(all[0].created_at, under_test_->clock().wall());
  EXPECT_EQ(all[0].versioning, Versioning::never);
}

TEST_P(BucketStoreContract, ANameIsTakenOnce) {
  EXPECT_EQ(error_of(buckets().create_bucket("photos")), "BucketAlreadyOwnedByYou");
  EXPECT_EQ(error_of(buckets().create_bucket("Photos")), "InvalidBucketName");
}

TEST_P(BucketStoreContract, VersioningIsRemembered) {
  ASSERT_TRUE(buckets().set_versioning("photos", Versioning::enabled));
  EXPECT_EQ(buckets().bucket("photos").value().versioning, Versioning::enabled);
  ASSERT_TRUE(buckets().set_versioning("photos", Versioning::suspended));
  EXPECT_EQ(buckets().bucket("photos").value().versioning, Versioning::suspended);
}

TEST_P(BucketStoreContract, SettingsLiveAsLongAsTheirBucket) {
  EXPECT_EQ(buckets().setting("photos", "cors").value(), std::nullopt);
  ASSERT_TRUE(buckets().set_setting("photos", "cors", "<a/>"));
  ASSERT_TRUE(buckets().set_setting("photos", "cors", "<b/>"));
  ASSERT_TRUE(buckets().set_setting("photos", "lifecycle", ""));
  EXPECT_EQ(buckets().setting("photos", "cors").value(), "<b/>");
  EXPECT_EQ(buckets().setting("photos", "lifecycle").value(), "");
  ASSERT_TRUE(buckets().set_setting("photos", "lifecycle", std::nullopt));
  EXPECT_EQ(buckets().setting("photos", "lifecycle").value(), std::nullopt);
  EXPECT_EQ(error_of(buckets().setting("nowhere", "cors")), "NoSuchBucket");
  EXPECT_EQ(error_of(buckets().set_setting("nowhere", "cors", "")), "NoSuchBucket");
  ASSERT_TRUE(buckets().delete_bucket("photos"));
  ASSERT_TRUE(buckets().create_bucket("photos"));
  EXPECT_EQ(buckets().setting("photos", "cors").value(), std::nullopt);
}

TEST_P(BucketStoreContract, OnlyAnEmptyBucketIsDeleted) {
  ASSERT_TRUE(put("a", "1"));
  EXPECT_EQ(error_of(buckets().delete_bucket("photos")), "BucketNotEmpty");
  ASSERT_TRUE(remove("a"));
  auto const upload = uploads().create("photos", "b", {}).value();
  EXPECT_EQ(error_of(buckets().delete_bucket("photos")), "BucketNotEmpty");
  ASSERT_TRUE(uploads().abort(upload.id));
  EXPECT_TRUE(buckets().delete_bucket("photos"));
  EXPECT_EQ(error_of(store().put("photos", "a", {})), "NoSuchBucket");
}

TEST_P(BucketStoreContract, WhatIsNotThereIsNoSuchBucket) {
  EXPECT_EQ(error_of(buckets().bucket("nowhere")), "NoSuchBucket");
  EXPECT_EQ(error_of(buckets().delete_bucket("nowhere")), "NoSuchBucket");
  EXPECT_EQ(error_of(buckets().set_versioning("nowhere", Versioning::enabled)), "NoSuchBucket");
}

TEST_P(BucketStoreContract, ABucketDeletedDuringAnUploadTakesNothing) {
  auto const upload = store().put("photos", "a", {}).value();
  ASSERT_TRUE(upload->write(bytes_of("abc")));
  ASSERT_TRUE(buckets().delete_bucket("photos"));
  EXPECT_EQ(error_of(upload->commit()), "NoSuchBucket");
  EXPECT_LE(under_test_->bodies(), 0);
}

}  // namespace helio::objects
