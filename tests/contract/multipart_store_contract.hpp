// Goal: the promises in objects/multipart_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line (store_fixture.hpp).
#pragma once

#include <map>

#include "objects/digests.hpp"
#include "store_fixture.hpp"

namespace helio::objects {

class MultipartStoreContract : public StoreContract {
 protected:
  UploadId begin(MultipartOptions options = {}) {
    return uploads().create("photos", "big", std::move(options)).value().id;
  }

  Result<PartInfo> part(UploadId const& id, int number, std::string_view text,
                        PartOptions options = {}) {
    auto upload = uploads().upload_part(id, number, std::move(options));
    if (!upload) return fail(upload);
    for (std::size_t at = 0; at < text.size(); at += 1U << 20U) {
      auto const written = (*upload)->write(bytes_of(text.substr(at, 1U << 20U)));
      if (!written) return tl::unexpected<Error>(written.error());
    }
    return (*upload)->commit();
  }

  static std::string const& large() {
    static std::string const text = pattern(kPartBytesMin);
    return text;
  }
  static std::string base64_of(std::string_view algorithm, std::string_view text) {
    Digest digest(algorithm);
    digest.update(bytes_of(text));
    return to_base64(digest.finish());
  }
};

TEST_P(MultipartStoreContract, PartsBecomeOneObject) {
  MultipartOptions options;
  options.content_type = "image/tiff";
  options.user_metadata = {{"roll", "7"}};
  auto const id = begin(options);
  auto const second = part(id, 2, "the end").value();
  auto const first = part(id, 1, large()).value();
  EXPECT_EQ(get("big"), "NoSuchKey");
  EXPECT_TRUE(changes().empty());

  auto const info = uploads().complete(id, {{1, first.etag}, {2, "\"" + second.etag + "\""}}, {});
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->size_bytes, large().size() + 7);
  EXPECT_TRUE(info->etag.ends_with("-2")) << info->etag;
  EXPECT_EQ(info->content_type, "image/tiff");
  EXPECT_EQ(get("big"), large() + "the end");
  EXPECT_EQ(store().head({"photos", "big", {}}).value().user_metadata, options.user_metadata);
  EXPECT_EQ(changes(), std::vector<std::string>{"created big"});
  EXPECT_EQ(under_test_->changes()[0].origin.reason, "CompleteMultipartUpload");
  EXPECT_EQ(error_of(part(id, 3, "late")), "NoSuchUpload");
}

TEST_P(MultipartStoreContract, RangesCrossParts) {
  auto const id = begin();
  std::vector<CompletedPart> parts;
  std::string whole_text;
  for (int number = 1; number <= 3; ++number) {
    std::string const text = large() + std::to_string(number);
    parts.push_back({number, part(id, number, text).value().etag});
    whole_text += text;
  }
  ASSERT_TRUE(uploads().complete(id, parts, {}));
  std::uint64_t const seam = large().size() + 1;
  for (auto const& [first, last] :
       {std::pair(seam - 1, seam), std::pair(seam, seam), std::pair(seam - 70'000, 2 * seam + 9),
        std::pair(2 * seam, 3 * seam - 1), std::pair(std::uint64_t{0}, 3 * seam - 1)}) {
    SCOPED_TRACE(first);
    EXPECT_TRUE(get("big", {}, RangeRequest{first, last}) ==
                whole_text.substr(first, last - first + 1));
  }
  auto reader = store().get({"photos", "big", {}}, {}).value();
  ASSERT_TRUE(remove("big"));
  EXPECT_TRUE(read_all(*reader) == whole_text) << "an open reader outlives its version";
  reader.reset();
  if (under_test_->bodies() >= 0) {
    EXPECT_EQ(under_test_->bodies(), 0);
  }
}

TEST_P(MultipartStoreContract, TheListOfPartsIsChecked) {
  auto const id = begin();
  auto const small = part(id, 1, "small").value().etag;
  auto const other = part(id, 2, "other").value().etag;
  struct Row {
    char const* name;
    std::vector<CompletedPart> parts;
    char const* error;
  };
  Row const rows[] = {{"none", {}, "InvalidArgument"},
                      {"never uploaded", {{7, small}}, "InvalidPart"},
                      {"another ETag", {{1, other}}, "InvalidPart"},
                      {"falling", {{2, other}, {1, small}}, "InvalidPartOrder"},
                      {"twice", {{1, small}, {1, small}}, "InvalidPartOrder"},
                      {"checksum unknown", {{1, small, {{"crc32", "AAAAAA=="}}}}, "InvalidPart"},
                      {"small before the last", {{1, small}, {2, other}}, "EntityTooSmall"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(error_of(uploads().complete(id, row.parts, {})), row.error);
  }
  EXPECT_TRUE(uploads().complete(id, {{2, other}}, {}));
  EXPECT_EQ(get("big"), "other");
  if (under_test_->bodies() >= 0) {
    EXPECT_EQ(under_test_->bodies(), 1) << "part 1 stayed";
  }
}

TEST_P(MultipartStoreContract, APartUploadedTwiceCountsAsTheLastTime) {
  auto const id = begin();
  auto const before = part(id, 1, "before").value().etag;
  auto const after = part(id, 1, "after").value().etag;
  EXPECT_EQ(error_of(uploads().complete(id, {{1, before}}, {})), "InvalidPart");
  EXPECT_TRUE(uploads().complete(id, {{1, after}}, {}));
  EXPECT_EQ(get("big"), "after");
}

TEST_P(MultipartStoreContract, ConditionsAreHeldAtTheEnd) {
  auto const id = begin();
  auto const etag = part(id, 1, "x").value().etag;
  ASSERT_TRUE(put("big", "there"));
  EXPECT_EQ(error_of(uploads().complete(id, {{1, etag}}, {.if_none_match = "*"})),
            "PreconditionFailed");
  EXPECT_EQ(get("big"), "there");
  EXPECT_TRUE(uploads().complete(id, {{1, etag}}, {}));
}

TEST_P(MultipartStoreContract, ChecksumsOfPartsAndOfTheWhole) {
  std::string const text = large() + "tail";
  struct Row {
    char const* algorithm;
    bool whole;
    std::string want;  // empty: of the parts' checksums
  };
  Row const rows[] = {{"crc64nvme", false, base64_of("crc64nvme", text)},
                      {"crc32", true, base64_of("crc32", text)},
                      {"crc32c", true, base64_of("crc32c", text)},
                      {"crc32", false, ""},
                      {"sha256", false, ""}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.algorithm);
    auto const id = begin({.checksum_algorithm = row.algorithm, .checksum_of_whole = row.whole});
    auto const one = part(id, 1, large()).value();
    auto const two = part(id, 2, "tail").value();
    EXPECT_EQ(two.checksums.at(row.algorithm), base64_of(row.algorithm, "tail"));
    std::vector<CompletedPart> const parts = {{1, one.etag, one.checksums},
                                              {2, two.etag, two.checksums}};
    EXPECT_EQ(error_of(uploads().complete(id, parts, {.checksum = "AAAAAA=="})), "BadDigest");
    auto const info = uploads().complete(id, parts, {});
    ASSERT_TRUE(info) << info.error().message;
    std::string const got = info->checksums.at(row.algorithm);
    if (row.want.empty()) {
      EXPECT_TRUE(got.ends_with("-2")) << got;
    } else {
      EXPECT_EQ(got, row.want);
    }
  }
  EXPECT_EQ(error_of(uploads().create("photos", "big",
                                      {.checksum_algorithm = "sha256", .checksum_of_whole = true})),
            "InvalidArgument");
}

TEST_P(MultipartStoreContract, AbortLeavesNothing) {
  int const bodies = under_test_->bodies();
  auto const id = begin();
  ASSERT_TRUE(part(id, 1, "x"));
  ASSERT_TRUE(uploads().abort(id));
  EXPECT_EQ(under_test_->bodies(), bodies);
  EXPECT_EQ(error_of(uploads().abort(id)), "NoSuchUpload");
  EXPECT_EQ(error_of(uploads().list_parts(id, 0, 10)), "NoSuchUpload");
}

TEST_P(MultipartStoreContract, AnUploadAbortedDuringAPartTakesNothing) {
  auto const id = begin();
  auto const upload = uploads().upload_part(id, 1, {}).value();
  ASSERT_TRUE(upload->write(bytes_of("x")));
  ASSERT_TRUE(uploads().abort(id));
  EXPECT_EQ(error_of(upload->commit()), "NoSuchUpload");
  EXPECT_LE(under_test_->bodies(), 0);
}

TEST_P(MultipartStoreContract, Refusals) {
  auto const id = begin();
  EXPECT_EQ(error_of(uploads().create("nowhere", "a", {})), "NoSuchBucket");
  EXPECT_EQ(error_of(uploads().create("photos", "", {})), "InvalidArgument");
  EXPECT_EQ(error_of(part(id, 0, "x")), "InvalidArgument");
  EXPECT_EQ(error_of(part(id, 10'001, "x")), "InvalidArgument");
  EXPECT_EQ(error_of(part({"photos", "other", id.upload_id}, 1, "x")), "NoSuchUpload");
  EXPECT_EQ(error_of(part({"photos", "big", "no-such-id"}, 1, "x")), "NoSuchUpload");
  EXPECT_EQ(error_of(part(id, 1, "abc", {.size_bytes = 4})), "IncompleteBody");
  EXPECT_EQ(error_of(part(id, 1, "abc", {.content_md5 = "1B2M2Y8AsgTpgAmY7PhCfg=="})), "BadDigest");
  EXPECT_TRUE(uploads().list_parts(id, 0, 10).value().parts.empty());
}

TEST_P(MultipartStoreContract, PartsAreListedInPages) {
  auto const id = begin();
  for (int const number : {9, 2, 5}) ASSERT_TRUE(part(id, number, std::to_string(number)));
  auto const page = uploads().list_parts(id, 0, 2).value();
  ASSERT_EQ(page.parts.size(), 2U);
  EXPECT_EQ(page.parts[0].number, 2);
  EXPECT_EQ(page.parts[0].size_bytes, 1U);
  EXPECT_TRUE(page.truncated);
  auto const rest = uploads().list_parts(id, page.next_after, 2).value();
  ASSERT_EQ(rest.parts.size(), 1U);
  EXPECT_EQ(rest.parts[0].number, 9);
  EXPECT_FALSE(rest.truncated);
}

TEST_P(MultipartStoreContract, UploadsAreListedInPages) {
  std::vector<std::string> made;
  for (char const* key : {"b", "a", "b", "c/d"}) {
    auto const upload = uploads().create("photos", key, {.content_type = "image/png"}).value();
    made.push_back(upload.id.upload_id);
  }
  auto const page = uploads().list_uploads("photos", {.uploads_max = 2}).value();
  ASSERT_EQ(page.uploads.size(), 2U);
  EXPECT_EQ(page.uploads[0].id.key, "a");
  EXPECT_EQ(page.uploads[0].options.content_type, "image/png");
  EXPECT_EQ(page.uploads[1].id.upload_id, made[0]);
  EXPECT_TRUE(page.truncated);
  auto const rest =
      uploads().list_uploads("photos", {.after_key = "b", .after_upload_id = made[0]}).value();
  ASSERT_EQ(rest.uploads.size(), 2U);
  EXPECT_EQ(rest.uploads[0].id.upload_id, made[2]);
  EXPECT_FALSE(rest.truncated);
  EXPECT_EQ(uploads().list_uploads("photos", {.after_key = "b"}).value().uploads.size(), 1U);
  EXPECT_EQ(uploads().list_uploads("photos", {.prefix = "c/"}).value().uploads.size(), 1U);
  EXPECT_EQ(error_of(uploads().list_uploads("nowhere", {})), "NoSuchBucket");
}

// The answer may have been lost on its way.
TEST_P(MultipartStoreContract, ASecondCompleteFindsTheObject) {
  auto const upload = uploads().create("photos", "again", {}).value();
  auto const part = uploads().upload_part(upload.id, 1, {}).value();
  ASSERT_TRUE(part->write(bytes_of("abc")));
  std::vector<CompletedPart> const parts = {{1, part->commit().value().etag}};
  auto const first = uploads().complete(upload.id, parts, {}).value();
  auto const second = uploads().complete(upload.id, parts, {});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->etag, first.etag);
  EXPECT_EQ(second->sequencer, first.sequencer);
  EXPECT_EQ(changes(), std::vector<std::string>{"created again"});
  ASSERT_TRUE(put("again", "other"));
  EXPECT_EQ(error_of(uploads().complete(upload.id, parts, {})), "NoSuchUpload");
}

}  // namespace helio::objects
