// Goal: rules remove what is due, at the midnight that S3 would, and nothing else.
#include "objects/lifecycle.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "objects/memory_store.hpp"

namespace helio::objects {
namespace {

using std::chrono::days;
using std::chrono::hours;

class Lifecycle : public testing::Test {
 protected:
  Lifecycle() {
    EXPECT_TRUE(store_.buckets().create_bucket("photos"));
    // Ten o'clock in the morning.
    auto const now = clock_.wall();
    clock_.advance(std::chrono::ceil<days>(now) + hours(10) - now);
  }

  void put(std::string_view key, std::string_view text = "1", Metadata tags = {}) {
    auto const upload = store_.put("photos", key, {.tags = std::move(tags)}).value();
    ASSERT_TRUE(upload->write(bytes_of(text)));
    ASSERT_TRUE(upload->commit());
  }
  void remove(std::string_view key) {
    ASSERT_TRUE(store_.remove({"photos", std::string(key), {}}, {}));
  }
  void version() { ASSERT_TRUE(store_.buckets().set_versioning("photos", Versioning::enabled)); }
  std::size_t round(LifecycleRule const& rule) {
    return carry_out({store_, store_}, "photos", {rule}, clock_.wall()).value();
  }
  // "a=1 b! ": key and size of each version, "!" a delete marker.
  std::string left() {
    std::string text;
    auto const listing = store_.list_versions("photos", {}).value();
    for (auto const& [object, latest] : listing.versions) {
      text +=
          object.key + (object.delete_marker ? "!" : "=" + std::to_string(object.size_bytes)) + " ";
    }
    return text;
  }

  ManualClock clock_;
  std::vector<ObjectChange> changes_;
  MemoryStore store_{clock_, [this](ObjectChange const& change) { changes_.push_back(change); }};
};

TEST_F(Lifecycle, DaysEndAtMidnight) {
  put("a");
  LifecycleRule const rule{.expire_days = 1};
  clock_.advance(hours(37));  // 23 o'clock of the next day
  EXPECT_EQ(round(rule), 0U);
  clock_.advance(hours(1));
  EXPECT_EQ(round(rule), 1U);
  EXPECT_EQ(left(), "");
  EXPECT_EQ(changes_.back().origin.reason, "Lifecycle Expiration");
}

TEST_F(Lifecycle, DatesAndDisabledRules) {
  put("a");
  LifecycleRule rule{.enabled = false, .expire_at = clock_.wall() + days(3)};
  clock_.advance(days(3));
  EXPECT_EQ(round(rule), 0U);
  rule.enabled = true;
  EXPECT_EQ(round(rule), 1U);
}

TEST_F(Lifecycle, Filters) {
  put("logs/a", "123", {{"keep", "no"}, {"who", "ada"}});
  put("logs/b", "12345");
  put("pictures/c", "123", {{"keep", "yes"}});
  clock_.advance(days(10));
  struct Row {
    char const* name;
    LifecycleFilter filter;
    char const* left;
  };
  // Each row removes from what the one before left.
  Row const rows[] = {
      {"another tag", {.tags = {{"keep", "maybe"}}}, "logs/a=3 logs/b=5 pictures/c=3 "},
      {"both tags", {.tags = {{"keep", "no"}, {"x", ""}}}, "logs/a=3 logs/b=5 pictures/c=3 "},
      {"above its size", {.size_above_bytes = 5}, "logs/a=3 logs/b=5 pictures/c=3 "},
      {"below its size", {.size_below_bytes = 3}, "logs/a=3 logs/b=5 pictures/c=3 "},
      {"prefix and tag", {.prefix = "logs/", .tags = {{"keep", "no"}}}, "logs/b=5 pictures/c=3 "},
      {"a size between", {.size_above_bytes = 4, .size_below_bytes = 6}, "pictures/c=3 "},
      {"everything", {}, ""}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    (void)round({.filter = row.filter, .expire_days = 1});
    EXPECT_EQ(left(), row.left);
  }
}

TEST_F(Lifecycle, WithVersionsTheLatestGetsAMarkerOnce) {
  version();
  put("a");
  clock_.advance(days(2));
  LifecycleRule const rule{.expire_days = 1};
  EXPECT_EQ(round(rule), 1U);
  EXPECT_EQ(left(), "a! a=1 ");
  EXPECT_EQ(round(rule), 0U);
}

TEST_F(Lifecycle, OldVersionsCountFromWhenTheyWereReplaced) {
  version();
  put("a", "1");
  clock_.advance(days(5));
  put("a", "22");
  put("a", "333");
  LifecycleRule const rule{.noncurrent_days = 3};
  clock_.advance(days(3));
  EXPECT_EQ(round(rule), 0U);
  clock_.advance(days(1));
  EXPECT_EQ(round({.noncurrent_days = 3, .noncurrent_kept = 1}), 1U);
  EXPECT_EQ(left(), "a=3 a=2 ");
  EXPECT_EQ(round(rule), 1U);
  EXPECT_EQ(left(), "a=3 ");
}

TEST_F(Lifecycle, ALoneMarkerGoes) {
  version();
  put("a");
  remove("a");
  remove("b");
  LifecycleRule const rule{.expire_delete_marker = true};
  EXPECT_EQ(round(rule), 1U);
  EXPECT_EQ(left(), "a! a=1 ");
  clock_.advance(days(2));
  EXPECT_EQ(round({.noncurrent_days = 1}), 1U);
  EXPECT_EQ(left(), "a! ");
  EXPECT_EQ(round({.filter = {.tags = {{"x", "y"}}}, .expire_delete_marker = true}), 0U);
  EXPECT_EQ(round({.expire_days = 1}), 1U);
}

TEST_F(Lifecycle, UploadsThatNobodyCompletes) {
  ASSERT_TRUE(store_.create("photos", "a/x", {}));
  ASSERT_TRUE(store_.create("photos", "b/x", {}));
  clock_.advance(days(8));
  EXPECT_EQ(round({.filter = {.prefix = "a/"}, .abort_upload_days = 7}), 1U);
  EXPECT_EQ(store_.list_uploads("photos", {}).value().uploads.at(0).id.key, "b/x");
}

TEST_F(Lifecycle, WhatIsLockedStays) {
  version();
  put("a", "1");
  auto const id = store_.head({"photos", "a", {}}).value().version_id;
  ASSERT_TRUE(store_.amend({"photos", "a", id}, {.legal_hold = true}));
  put("a", "22");
  clock_.advance(days(9));
  EXPECT_EQ(round({.noncurrent_days = 1}), 0U);
  EXPECT_EQ(left(), "a=2 a=1 ");
}

}  // namespace
}  // namespace helio::objects
