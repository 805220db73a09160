// Goal: the promises in objects/version_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line (store_fixture.hpp).
#pragma once

#include <algorithm>

#include "store_fixture.hpp"

namespace helio::objects {

class VersionStoreContract : public StoreContract {
 protected:
  void version() { ASSERT_TRUE(buckets().set_versioning("photos", Versioning::enabled)); }

  // "a=2 a=1 prefix/ b!": the key and size of each, "!" a delete marker, "*" before the latest.
  static std::string told(VersionListing const& listing) {
    std::string text;
    for (auto const& [object, latest] : listing.versions) {
      text += (latest ? "*" : "") + object.key +
              (object.delete_marker ? "!" : "=" + std::to_string(object.size_bytes)) + " ";
    }
    for (auto const& prefix : listing.common_prefixes) text += prefix + " ";
    return text;
  }
  std::string list(VersionListOptions const& options = {}) {
    auto const listing = versions().list_versions("photos", options);
    return listing ? told(*listing) : listing.error().name;
  }
  ObjectId a(std::optional<std::string> version = {}) { return {"photos", "a", version}; }
};

TEST_P(VersionStoreContract, EveryVersionIsListedNewestFirst) {
  ASSERT_TRUE(put("b", ""));
  version();
  for (char const* text : {"1", "22", "333"}) ASSERT_TRUE(put("a", text));
  ASSERT_TRUE(put("b", "1"));
  ASSERT_TRUE(remove("b"));
  EXPECT_EQ(list(), "*a=3 a=2 a=1 *b! b=1 b=0 ");
  EXPECT_EQ(list({.prefix = "b"}), "*b! b=1 b=0 ");
  EXPECT_EQ(list({.versions_max = 0}), "");
  EXPECT_EQ(error_of(versions().list_versions("nowhere", {})), "NoSuchBucket");
}

TEST_P(VersionStoreContract, PagesGoOnWithinAKey) {
  version();
  for (char const* key : {"a", "a", "a", "b", "c/1", "c/2", "d"}) ASSERT_TRUE(put(key, key));
  for (int page : {1, 2, 3, 10}) {
    SCOPED_TRACE(page);
    std::string all;
    VersionListOptions options{.delimiter = "/", .versions_max = page};
    for (int pages = 0; pages < 10; ++pages) {
      auto const listing = versions().list_versions("photos", options).value();
      all += told(listing);
      if (!listing.truncated) break;
      options.after_key = listing.next_key;
      options.after_version_id = listing.next_version_id;
    }
    // Within a page prefixes are told after versions.
    EXPECT_EQ(all, page == 1 ? "*a=1 a=1 a=1 *b=1 c/ *d=1 " : "*a=1 a=1 a=1 *b=1 *d=1 c/ ");
  }
}

// A bucket is emptied page by page, each deleted before the next is asked for.
TEST_P(VersionStoreContract, ThePageAfterADeletedOneMissesNothing) {
  version();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(put("a", "1"));
  VersionListOptions options{.versions_max = 2};
  int deleted = 0;
  for (int pages = 0; pages < 10; ++pages) {
    auto const listing = versions().list_versions("photos", options).value();
    for (auto const& [object, latest] : listing.versions) {
      ASSERT_TRUE(remove(object.key, object.version_id));
      ++deleted;
    }
    if (!listing.truncated) break;
    options.after_key = listing.next_key;
    options.after_version_id = listing.next_version_id;
  }
  EXPECT_EQ(deleted, 5);
}

TEST_P(VersionStoreContract, PartsOfAnObject) {
  auto const upload = uploads().create("photos", "a", {.checksum_algorithm = "crc32"}).value();
  std::vector<CompletedPart> parts;
  for (int const number : {2, 5}) {
    auto const part = uploads().upload_part(upload.id, number, {}).value();
    ASSERT_TRUE(part->write(bytes_of(pattern(number == 2 ? kPartBytesMin : 7))));
    parts.push_back({number, part->commit().value().etag});
  }
  ASSERT_TRUE(uploads().complete(upload.id, parts, {}));
  auto const listing = versions().parts(a(), 0, 10).value();
  ASSERT_EQ(listing.parts.size(), 2U);
  EXPECT_EQ(listing.parts[0].number, 1);
  EXPECT_EQ(listing.parts[0].size_bytes, kPartBytesMin);
  EXPECT_EQ(listing.parts[1].size_bytes, 7U);
  EXPECT_EQ(listing.parts[1].checksums.count("crc32"), 1U);
  EXPECT_FALSE(listing.truncated);
  auto const first = versions().parts(a(), 0, 1).value();
  EXPECT_TRUE(first.truncated);
  EXPECT_EQ(versions().parts(a(), first.next_after, 1).value().parts.at(0).number, 2);
  EXPECT_TRUE(versions().parts(a(), 2, 10).value().parts.empty());
  EXPECT_EQ(error_of(versions().parts({"photos", "b", {}}, 0, 10)), "NoSuchKey");
}

TEST_P(VersionStoreContract, TagsArePutChangedAndTakenOff) {
  version();
  auto const first = put("a", "1", {.tags = {{"who", "ada"}, {"Who", ""}}}).value();
  EXPECT_EQ(first.tags.size(), 2U);
  ASSERT_TRUE(put("a", "2"));
  EXPECT_TRUE(store().head(a()).value().tags.empty());
  auto const changed = versions().amend(a(first.version_id), {.tags = Metadata{{"x", "y z"}}});
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->etag, first.etag);
  auto const again = store().head(a(first.version_id)).value();
  EXPECT_EQ(again.tags, (Metadata{{"x", "y z"}}));
  EXPECT_EQ(again.last_modified, first.last_modified);
  ASSERT_TRUE(versions().amend(a(first.version_id), {.tags = Metadata{}}));
  EXPECT_TRUE(store().head(a(first.version_id)).value().tags.empty());
}

TEST_P(VersionStoreContract, TagsThatAreNone) {
  ASSERT_TRUE(put("a", "1"));
  Metadata eleven;
  for (int i = 0; i < 11; ++i) eleven[std::to_string(i)] = "";
  struct Row {
    Metadata tags;
    char const* error;
  };
  Row const rows[] = {{eleven, "BadRequest"},
                      {{{"", "x"}}, "InvalidTag"},
                      {{{std::string(129, 'k'), ""}}, "InvalidTag"},
                      {{{std::string(128, 'k'), std::string(256, 'v')}}, "none"},
                      {{{"k", std::string(257, 'v')}}, "InvalidTag"},
                      {{{"aws:k", ""}}, "InvalidTag"},
                      {{{"k<", ""}}, "InvalidTag"},
                      {{{"k", std::string("a\0b", 3)}}, "InvalidTag"},
                      {{{"k", "\xff"}}, "InvalidTag"},
                      {{{"\xc3\xa9", "+-=._:/@ 1"}}, "none"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.tags.begin()->first);
    EXPECT_EQ(error_of(put("b", "", {.tags = row.tags})), row.error);
    EXPECT_EQ(error_of(versions().amend(a(), {.tags = row.tags})), row.error);
  }
  EXPECT_EQ(error_of(versions().amend({"photos", "c", {}}, {.tags = Metadata{}})), "NoSuchKey");
}

TEST_P(VersionStoreContract, ARetentionKeepsAVersionAndOnlyGrows) {
  version();
  auto const now = under_test_->clock().wall();
  using std::chrono::hours;
  using Mode = ObjectLock::Mode;
  auto const id = a(put("a", "1", {.lock = {Mode::governance, now + hours(2)}}).value().version_id);
  EXPECT_EQ(store().head(id).value().lock, (ObjectLock{Mode::governance, now + hours(2)}));
  EXPECT_EQ(error_of(store().remove(id, {})), "AccessDenied");
  EXPECT_TRUE(store().remove(a(), {}).value().delete_marker) << "a marker deletes nothing";
  auto const retain = [&](Mode mode, hours left, bool bypass) {
    return error_of(versions().amend(
        id, {.retention = Retention{mode, now + left}, .bypass_governance = bypass}));
  };
  EXPECT_EQ(retain(Mode::governance, hours(1), false), "AccessDenied");
  EXPECT_EQ(retain(Mode::governance, hours(1), true), "none");
  EXPECT_EQ(retain(Mode::none, hours(3), false), "AccessDenied");
  EXPECT_EQ(retain(Mode::compliance, hours(3), false), "AccessDenied");
  EXPECT_EQ(retain(Mode::compliance, hours(3), true), "none");
  EXPECT_EQ(retain(Mode::governance, hours(4), true), "AccessDenied");
  EXPECT_EQ(retain(Mode::compliance, hours(2), true), "AccessDenied");
  EXPECT_EQ(error_of(versions().remove_if(id, {.bypass_governance = true}, {})), "AccessDenied");
  under_test_->clock().advance(hours(3));
  EXPECT_TRUE(store().remove(id, {}));
}

TEST_P(VersionStoreContract, GovernanceYieldsAndALegalHoldDoesNot) {
  version();
  auto const now = under_test_->clock().wall();
  ObjectLock const lock{ObjectLock::Mode::governance, now + std::chrono::hours(1), true};
  auto const id = a(put("a", "1", {.lock = lock}).value().version_id);
  EXPECT_EQ(error_of(versions().remove_if(id, {.bypass_governance = true}, {})), "AccessDenied");
  ASSERT_TRUE(versions().amend(id, {.legal_hold = false}));
  EXPECT_EQ(store().head(id).value().lock.mode, ObjectLock::Mode::governance);
  EXPECT_TRUE(versions().remove_if(id, {.bypass_governance = true}, {}));
}

TEST_P(VersionStoreContract, DeletesThatDependOnWhatIsThere) {
  auto const info = put("a", "123").value();
  auto const second = std::chrono::floor<std::chrono::seconds>(info.last_modified);
  struct Row {
    RemoveConditions conditions;
    char const* error;
  };
  Row const rows[] = {
      {{.if_match = "\"other\""}, "PreconditionFailed"},
      {{.if_size_bytes = 4}, "PreconditionFailed"},
      {{.if_last_modified = second + std::chrono::seconds(1)}, "PreconditionFailed"},
      {{.if_match = "\"" + info.etag + "\"", .if_size_bytes = 3, .if_last_modified = second},
       "none"},
      {{.if_match = "\"gone\""}, "none"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.error);
    EXPECT_EQ(error_of(versions().remove_if(a(), row.conditions, {})), row.error);
  }
}

}  // namespace helio::objects
