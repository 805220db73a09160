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
  EXPECT_FALSE(all[0].versioned);
}

TEST_P(BucketStoreContract, ANameIsTakenOnce) {
  EXPECT_EQ(error_of(buckets().create_bucket("photos")), "BucketAlreadyOwnedByYou");
  EXPECT_EQ(error_of(buckets().create_bucket("Photos")), "InvalidBucketName");
}

TEST_P(BucketStoreContract, VersioningIsRemembered) {
  ASSERT_TRUE(buckets().set_versioned("photos", true));
  EXPECT_TRUE(buckets().bucket("photos").value().versioned);
  ASSERT_TRUE(buckets().set_versioned("photos", false));
  EXPECT_FALSE(buckets().bucket("photos").value().versioned);
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
  EXPECT_EQ(error_of(buckets().set_versioned("nowhere", true)), "NoSuchBucket");
}

TEST_P(BucketStoreContract, ABucketDeletedDuringAnUploadTakesNothing) {
  auto const upload = store().put("photos", "a", {}).value();
  ASSERT_TRUE(upload->write(bytes_of("abc")));
  ASSERT_TRUE(buckets().delete_bucket("photos"));
  EXPECT_EQ(error_of(upload->commit()), "NoSuchBucket");
  EXPECT_LE(under_test_->bodies(), 0);
}

}  // namespace helio::objects
