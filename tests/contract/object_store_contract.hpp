// Goal: the promises in objects/object_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line (store_fixture.hpp).
#pragma once

#include <thread>

#include "store_fixture.hpp"

namespace helio::objects {

class ObjectStoreContract : public StoreContract {};

TEST_P(ObjectStoreContract, WhatWasPutComesBack) {
  for (std::size_t const size : {0U, 1U, 65'535U, 65'536U, 65'537U, 131'072U, 1'000'001U}) {
    SCOPED_TRACE(size);
    std::string const text = pattern(size);
    auto const info = put("a.jpg", text);
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->size_bytes, size);
    EXPECT_EQ(get("a.jpg"), text);
  }
}

TEST_P(ObjectStoreContract, InfoIsAsItWasPut) {
  PutOptions options;
  options.content_type = "image/jpeg";
  options.system_metadata = {{"cache-control", "no-cache"}};
  options.user_metadata = {{"camera", "X100 \xc3\xa9"}};
  options.checksums = {{"crc32", ""}};
  if (under_test_->traits().many_checksums) options.checksums["sha256"] = "";
  auto const put_info = put("a.jpg", "abc", options);
  ASSERT_TRUE(put_info);
  auto const info = store().head({"photos", "a.jpg", {}});
  ASSERT_TRUE(info);
  EXPECT_EQ(info->etag, "900150983cd24fb0d6963f7d28e17f72");
  if (under_test_->traits().many_checksums) {
    EXPECT_EQ(info->checksums.at("sha256"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  }
  EXPECT_EQ(info->checksums.at("crc32"), "NSRBwg==");
  EXPECT_EQ(info->content_type, "image/jpeg");
  EXPECT_EQ(info->system_metadata, options.system_metadata);
  EXPECT_EQ(info->user_metadata, options.user_metadata);
  if (under_test_->traits().own_clock) {
    EXPECT_EQ(info->last_modified, under_test_->clock().wall());
  }
  EXPECT_EQ(info->version_id, "null");
  EXPECT_EQ(info->sequencer, put_info->sequencer);
  EXPECT_EQ(info->size_bytes, 3U);
  EXPECT_FALSE(info->delete_marker);
}

TEST_P(ObjectStoreContract, AnyKeyIsAKeyAndNoFileName) {
  std::string const long_key(1024, 'k');
  for (std::string const key : {"../../etc/passwd", "/", "//", ".", "a/../b", "a b+c%20d", "ä/漢字",
                                "-rf", "\"<&>'", long_key.c_str()}) {
    SCOPED_TRACE(key);
    ASSERT_TRUE(put(key, key));
    EXPECT_EQ(get(key), key);
  }
  EXPECT_EQ(keys().size(), 10U);
}

TEST_P(ObjectStoreContract, RefusesBeforeAnyByteComes) {
  struct Row {
    char const* name;
    std::string bucket, key;
    PutOptions options;
    char const* error;
  };
  std::string const long_key(1025, 'k');
  Row const rows[] = {
      {"no bucket", "nowhere", "a", {}, "NoSuchBucket"},
      {"empty key", "photos", "", {}, "InvalidArgument"},
      {"key too long", "photos", long_key, {}, "KeyTooLongError"},
      {"newline in key", "photos", "a\nb", {}, "InvalidArgument"},
      {"nul in key", "photos", std::string("a\0b", 3), {}, "InvalidArgument"},
      {"key not UTF-8", "photos", "a\xff", {}, "InvalidArgument"},
      {"MD5 not base64", "photos", "a", {.content_md5 = "?"}, "InvalidDigest"},
      {"MD5 too short", "photos", "a", {.content_md5 = "YWJj"}, "InvalidDigest"},
      {"no such checksum", "photos", "a", {.checksums = {{"crc16", ""}}}, "InvalidArgument"},
      {"checksum too short", "photos", "a", {.checksums = {{"sha256", "YWJj"}}}, "InvalidDigest"},
      {"six GiB", "photos", "a", {.size_bytes = 6ULL << 30U}, "EntityTooLarge"},
      {"much metadata",
       "photos",
       "a",
       {.user_metadata = {{"a", std::string(2048, 'x')}}},
       "MetadataTooLarge"},
      {"forged header", "photos", "a", {.user_metadata = {{"a", "b\r\nc: d"}}}, "InvalidArgument"},
      {"no header", "photos", "a", {.user_metadata = {{"a", "b\x7f"}}}, "InvalidArgument"},
      {"metadata without a name", "photos", "a", {.user_metadata = {{"", "b"}}}, "InvalidArgument"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const upload = store().put(row.bucket, row.key, row.options);
    bool const late = upload && !under_test_->traits().refuses_early;
    EXPECT_EQ(late ? error_of((*upload)->commit()) : error_of(upload), row.error);
  }
}

TEST_P(ObjectStoreContract, ABodyThatIsNotAsAnnouncedLeavesNothing) {
  struct Row {
    char const* name;
    PutOptions options;
    char const* error;
  };
  Row const rows[] = {
      {"too short", {.size_bytes = 4}, "IncompleteBody"},
      {"too long", {.size_bytes = 2}, "IncompleteBody"},
      {"another MD5", {.content_md5 = "1B2M2Y8AsgTpgAmY7PhCfg=="}, "BadDigest"},
      {"another CRC", {.checksums = {{"crc32", "AAAAAA=="}}}, "BadDigest"},
      {"CRC-64 of other", {.checksums = {{"crc64nvme", "AAAAAAAAAAA="}}}, "BadDigest"},
  };
  int const bodies = under_test_->bodies();
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(error_of(put("a", "abc", row.options)), row.error);
  }
  EXPECT_TRUE(store().put("photos", "a", {}).value()->write(bytes_of("cut")));
  EXPECT_EQ(get("a"), "NoSuchKey");
  EXPECT_EQ(under_test_->bodies(), bodies);
  expect_changes({});
}

TEST_P(ObjectStoreContract, AnnouncedDigestsAreCompared) {
  PutOptions options;
  options.size_bytes = 3;
  options.content_md5 = "kAFQmDzST7DWlj99KOF/cg==";
  options.checksums = {{"sha1", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}, {"crc32c", "Nks/tw=="}};
  EXPECT_TRUE(put("a", "abc", options));
}

TEST_P(ObjectStoreContract, AChecksumMayComeAfterTheBody) {
  for (auto const& [trailer, error] :
       {std::pair("NSRBwg==", "none"), std::pair("AAAAAA==", "BadDigest")}) {
    auto const upload = store().put("photos", "a", {.checksums = {{"crc32", ""}}}).value();
    ASSERT_TRUE(upload->write(bytes_of("abc")));
    ASSERT_TRUE(upload->expect("crc32", trailer));
    EXPECT_EQ(error_of(upload->expect("sha256", trailer)), "InvalidArgument");
    EXPECT_EQ(error_of(upload->commit()), error);
  }
}

TEST_P(ObjectStoreContract, ConditionsAreHeldAgainstTheLatest) {
  EXPECT_EQ(error_of(put("a", "1", {.if_match = "*"})), "NoSuchKey");
  EXPECT_TRUE(put("a", "1", {.if_none_match = "*"}));
  EXPECT_EQ(error_of(put("a", "2", {.if_none_match = "*"})), "PreconditionFailed");
  EXPECT_EQ(error_of(put("a", "2", {.if_match = "\"0123\""})), "PreconditionFailed");
  EXPECT_EQ(get("a"), "1");
  EXPECT_TRUE(put("a", "2", {.if_match = "\"c4ca4238a0b923820dcc509a6f75849b\""}));
  ASSERT_TRUE(remove("a"));
  EXPECT_TRUE(put("a", "3", {.if_none_match = "*"}));
}

TEST_P(ObjectStoreContract, Ranges) {
  std::string const text = pattern(200'000);
  ASSERT_TRUE(put("a", text));
  struct Row {
    std::optional<std::uint64_t> first, last;
    std::size_t at, size;
  };
  Row const rows[] = {{0, 0, 0, 1},
                      {65'535, 65'536, 65'535, 2},
                      {65'536, 131'071, 65'536, 65'536},
                      {199'999, {}, 199'999, 1},
                      {100, 9'999'999, 100, 199'900},
                      {{}, 5, 199'995, 5},
                      {{}, 9'999'999, 0, 200'000}};
  for (Row const& row : rows) {
    SCOPED_TRACE(std::to_string(row.at) + "+" + std::to_string(row.size));
    RangeRequest const range{row.first, row.last};
    EXPECT_EQ(get("a", {}, range), text.substr(row.at, row.size));
    auto const reader = store().get({"photos", "a", {}}, range).value();
    EXPECT_EQ(reader->range(), (ByteRange{row.at, row.at + row.size - 1}));
    EXPECT_EQ(reader->info().size_bytes, text.size());
  }
  EXPECT_EQ(get("a", {}, RangeRequest{200'000, {}}), "InvalidRange");
  EXPECT_EQ(get("a", {}, RangeRequest{{}, 0}), "InvalidRange");
  ASSERT_TRUE(put("empty", ""));
  EXPECT_EQ(get("empty", {}, RangeRequest{0, {}}), "InvalidRange");
  EXPECT_EQ(store().get({"photos", "empty", {}}, {}).value()->range().size_bytes(), 0U);
}

TEST_P(ObjectStoreContract, WithoutVersionsANewOneReplacesTheOld) {
  ASSERT_TRUE(put("a", "1"));
  int const bodies = under_test_->bodies();
  auto const before = store().head({"photos", "a", {}}).value().sequencer;
  auto const after = put("a", "2").value().sequencer;
  if (under_test_->traits().tells_changes) {
    EXPECT_GT(after, before);
    EXPECT_EQ(after.size(), before.size());
  }
  EXPECT_EQ(get("a"), "2");
  EXPECT_EQ(get("a", "null"), "2");
  EXPECT_EQ(under_test_->bodies(), bodies);
  auto const removed = remove("a");
  ASSERT_TRUE(removed);
  EXPECT_FALSE(removed->delete_marker);
  EXPECT_EQ(get("a"), "NoSuchKey");
  EXPECT_EQ(get("a", "null"), "NoSuchVersion");
  expect_changes({"created a", "created a", "deleted a"});
}

TEST_P(ObjectStoreContract, RemovingWhatIsNotThereIsNoError) {
  auto const removed = remove("nothing");
  ASSERT_TRUE(removed);
  EXPECT_TRUE(removed->etag.empty());
  EXPECT_TRUE(remove("nothing", "00000000-0000-7000-8000-000000000000"));
  expect_changes({});
  EXPECT_EQ(error_of(store().remove({"nowhere", "a", {}}, {})), "NoSuchBucket");
}

TEST_P(ObjectStoreContract, AKeyThatCannotBePutHasNoDeleteMarker) {
  ASSERT_TRUE(buckets().set_versioning("photos", Versioning::enabled));
  for (std::string const& key : {std::string("a\x01"), std::string("\xed\xa0\x80"),
                                 std::string("\xef\xbf\xbe"), std::string()}) {
    EXPECT_EQ(error_of(store().remove({"photos", key, {}}, {})), "InvalidArgument");
  }
  EXPECT_EQ(error_of(store().remove({"photos", std::string(1025, 'a'), {}}, {})),
            "KeyTooLongError");
  expect_changes({});
}

TEST_P(ObjectStoreContract, AnOpenReaderOutlivesItsVersion) {
  std::string const text = pattern(300'000);
  ASSERT_TRUE(put("a", text));
  auto const reader = store().get({"photos", "a", {}}, {}).value();
  ASSERT_TRUE(remove("a"));
  ASSERT_TRUE(put("a", "another"));
  EXPECT_EQ(read_all(*reader), text);
}

TEST_P(ObjectStoreContract, Listings) {
  for (char const* key : {"a", "b/1", "b/2", "b/c/3", "b0", "ä", "Z"}) ASSERT_TRUE(put(key, key));
  using Names = std::vector<std::string>;
  struct Row {
    char const* name;
    ListOptions options;
    Names keys, prefixes;
    char const* next_after;  // none: not truncated
  };
  Row const rows[] = {
      {"all, by bytes", {}, {"Z", "a", "b/1", "b/2", "b/c/3", "b0", "ä"}, {}, nullptr},
      {"prefix", {.prefix = "b/"}, {"b/1", "b/2", "b/c/3"}, {}, nullptr},
      {"delimiter", {.delimiter = "/"}, {"Z", "a", "b0", "ä"}, {"b/"}, nullptr},
      {"both", {.prefix = "b/", .delimiter = "/"}, {"b/1", "b/2"}, {"b/c/"}, nullptr},
      {"after a key", {.after = "b/1"}, {"b/2", "b/c/3", "b0", "ä"}, {}, nullptr},
      {"after no key", {.after = "aa", .keys_max = 1}, {"b/1"}, {}, "b/1"},
      {"after a prefix", {.delimiter = "/", .after = "b/"}, {"b0", "ä"}, {}, nullptr},
      {"after before the prefix",
       {.prefix = "b/", .after = "Z"},
       {"b/1", "b/2", "b/c/3"},
       {},
       nullptr},
      {"after behind the prefix", {.prefix = "b/", .after = "c"}, {}, {}, nullptr},
      {"a page", {.keys_max = 2}, {"Z", "a"}, {}, "a"},
      {"a page ends in a prefix", {.delimiter = "/", .keys_max = 3}, {"Z", "a"}, {"b/"}, "b/"},
      {"a page to the very end",
       {.prefix = "b/", .keys_max = 3},
       {"b/1", "b/2", "b/c/3"},
       {},
       nullptr},
      {"no keys asked", {.keys_max = 0}, {}, {}, nullptr},
      {"long delimiter",
       {.delimiter = "/c/"},
       {"Z", "a", "b/1", "b/2", "b0", "ä"},
       {"b/c/"},
       nullptr},
      {"wild characters are plain", {.prefix = "%"}, {}, {}, nullptr},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(keys(row.options), row.keys);
    auto const listing = store().list("photos", row.options).value();
    EXPECT_EQ(listing.common_prefixes, row.prefixes);
    EXPECT_EQ(listing.truncated, row.next_after != nullptr);
    if (row.next_after != nullptr) {
      EXPECT_EQ(listing.next_after, row.next_after);
    }
  }
  EXPECT_EQ(error_of(store().list("photos", {.keys_max = -1})), "InvalidArgument");
  EXPECT_EQ(error_of(store().list("nowhere", {})), "NoSuchBucket");
}

TEST_P(ObjectStoreContract, ManyWritersOfOneKeyLeaveOneWhole) {
  int const writers = under_test_->traits().many_writers ? 8 : 1;
  {
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < writers; ++writer) {
      threads.emplace_back([this, writer] {
        std::string const text(100'000, static_cast<char>('a' + writer));
        for (int turn = 0; turn < 5; ++turn) {
          EXPECT_TRUE(put("one", text));
          std::string const got = get("one");
          EXPECT_EQ(got, std::string(100'000, got.empty() ? ' ' : got[0]));
        }
      });
    }
  }
  EXPECT_EQ(keys(), std::vector<std::string>{"one"});
  if (under_test_->traits().tells_changes) {
    EXPECT_EQ(changes().size(), 5U * static_cast<std::size_t>(writers));
  }
  if (under_test_->bodies() >= 0) {
    EXPECT_EQ(under_test_->bodies(), 1);
  }
}

TEST_P(ObjectStoreContract, ReadObjectHasABound) {
  ASSERT_TRUE(put("a", "12345"));
  EXPECT_EQ(text_of(read_object(store(), {"photos", "a", {}}, 5).value()), "12345");
  EXPECT_EQ(error_of(read_object(store(), {"photos", "a", {}}, 4)), "EntityTooLarge");
}

}  // namespace helio::objects
