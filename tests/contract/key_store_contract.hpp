// Goal: the promises of KeyStore in aws/access_keys.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line.
#pragma once

#include <functional>
#include <memory>

#include <gtest/gtest.h>

#include "aws/access_keys.hpp"

namespace helio::aws {

// A store and whatever it stands on.
struct KeyStoreUnderTest {
  virtual ~KeyStoreUnderTest() = default;
  virtual KeyStore& keys() = 0;
};

class KeyStoreContract
    : public testing::TestWithParam<std::function<std::unique_ptr<KeyStoreUnderTest>()>> {
 protected:
  static StoredKey key(std::string id, int second) {
    return {.key = {.access_key_id = std::move(id),
                    .name = "camera",
                    .grant = {Role::uploader, "photos", "uploads/"},
                    .created_at = Timestamp(std::chrono::seconds(1'750'000'000 + second))},
            .sealed_secret = {std::byte{0}, std::byte{255}, std::byte{7}},
            .token_sha256 = "ab"};
  }
  static void expect_same(StoredKey const& a, StoredKey const& b) {
    EXPECT_EQ(a.key.access_key_id, b.key.access_key_id);
    EXPECT_EQ(a.key.name, b.key.name);
    EXPECT_EQ(a.key.grant, b.key.grant);
    EXPECT_EQ(a.key.created_at, b.key.created_at);
    EXPECT_EQ(a.sealed_secret, b.sealed_secret);
    EXPECT_EQ(a.token_sha256, b.token_sha256);
  }

  std::unique_ptr<KeyStoreUnderTest> under_test_ = GetParam()();
  KeyStore& store_ = under_test_->keys();
};

TEST_P(KeyStoreContract, AKeyIsFoundAsItWasInserted) {
  EXPECT_FALSE(store_.find("A").value());
  ASSERT_TRUE(store_.insert(key("A", 1)));
  auto const found = store_.find("A").value();
  ASSERT_TRUE(found);
  expect_same(*found, key("A", 1));
  EXPECT_FALSE(store_.find("a").value());
}

TEST_P(KeyStoreContract, EachRoleIsKept) {
  for (Role const role : {Role::admin, Role::uploader, Role::viewer}) {
    auto made = key("A" + std::to_string(static_cast<int>(role)), 1);
    made.key.grant = {role, "", ""};
    ASSERT_TRUE(store_.insert(made));
    EXPECT_EQ(store_.find(made.key.access_key_id).value()->key.grant.role, role);
  }
}

TEST_P(KeyStoreContract, AnIdIsTakenOnce) {
  ASSERT_TRUE(store_.insert(key("A", 1)));
  EXPECT_EQ(store_.insert(key("A", 2)).error().code, Errc::conflict);
  EXPECT_EQ(store_.list().value().size(), 1U);
}

TEST_P(KeyStoreContract, KeysAreListedOldestFirst) {
  ASSERT_TRUE(store_.insert(key("B", 1)));
  ASSERT_TRUE(store_.insert(key("A", 2)));
  auto const all = store_.list().value();
  ASSERT_EQ(all.size(), 2U);
  expect_same(all[0], key("B", 1));
  expect_same(all[1], key("A", 2));
}

TEST_P(KeyStoreContract, ARemovedKeyIsGone) {
  ASSERT_TRUE(store_.insert(key("A", 1)));
  EXPECT_TRUE(store_.remove("A").value());
  EXPECT_FALSE(store_.find("A").value());
  EXPECT_FALSE(store_.remove("A").value());
}

}  // namespace helio::aws
