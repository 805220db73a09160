// Goal: pictures are sent whole, in ranges and as views, and never as a page.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/rest_in_memory.hpp"
#include "base/encoding.hpp"

namespace helio::api {
namespace {

using testing::HasSubstr;

class ResultImageTest : public testing::Test, protected RestInMemory {};

TEST_F(ResultImageTest, SendsOriginalsWithRangesAndConditions) {
  add_picture("7");
  auto const whole = ask("GET", "/results/7/image");
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.field("Content-Type"), "image/jpeg");
  EXPECT_EQ(whole.body.size(), size_bytes_);
  EXPECT_EQ(whole.field("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(whole.field("Content-Security-Policy"), HasSubstr("sandbox"));
  auto const etag = whole.field("ETag");
  std::string const size = std::to_string(size_bytes_);
  struct Row {
    char const* name;
    std::string fields;
    int status;
    std::string range;
    std::size_t bytes;
  };
  Row const rows[] = {
      {"first", "Range: bytes=0-9\r\n", 206, "bytes 0-9/" + size, 10},
      {"last", "Range: bytes=-3\r\n", 206,
       "bytes " + std::to_string(size_bytes_ - 3) + "-" + std::to_string(size_bytes_ - 1) + "/" +
           size,
       3},
      {"several are the whole", "Range: bytes=0-1,3-4\r\n", 200, "", size_bytes_},
      {"same tag", "Range: bytes=0-9\r\nIf-Range: " + etag + "\r\n", 206, "bytes 0-9/" + size, 10},
      {"other tag", "Range: bytes=0-9\r\nIf-Range: \"x\"\r\n", 200, "", size_bytes_},
      {"known", "If-None-Match: W/" + etag + "\r\n", 304, "", 0},
      {"unknown", "If-None-Match: \"x\"\r\n", 200, "", size_bytes_}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = ask("GET", "/results/7/image", row.fields);
    EXPECT_EQ(got.status, row.status);
    EXPECT_EQ(got.field("Content-Range"), row.range);
    EXPECT_EQ(got.body.size(), row.bytes);
  }
  auto const past = ask("GET", "/results/7/image", "Range: bytes=999999-\r\n");
  EXPECT_EQ(past.status, 416);
  EXPECT_EQ(past.code(), "InvalidRange");
  EXPECT_EQ(past.field("Content-Range"), "bytes */" + size);
}

TEST_F(ResultImageTest, DrawsViewsAndForgetsThem) {
  auto record = add_picture("7");
  std::set<std::string> etags;
  for (auto const* const variant : {"preview", "thumbnail", "annotated"}) {
    SCOPED_TRACE(variant);
    std::string const target = std::string("/results/7/image?variant=") + variant;
    auto const first = ask("GET", target);
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.field("Content-Type"), "image/jpeg");
    EXPECT_EQ(first.body.substr(0, 2), "\xff\xd8");
    EXPECT_EQ(ask("GET", target).body, first.body);
    EXPECT_EQ(ask("GET", target, "If-None-Match: " + first.field("ETag") + "\r\n").status, 304);
    etags.insert(first.field("ETag"));
  }
  EXPECT_EQ(etags.size(), 3U);
  clock_.advance(std::chrono::milliseconds(5));
  record.updated_at = clock_.wall();
  EXPECT_TRUE(results_->put(record));
  auto const again = ask("GET", "/results/7/image?variant=annotated");
  EXPECT_FALSE(etags.contains(again.field("ETag")));

  EXPECT_EQ(ask("DELETE", "/results/7").status, 204);
  EXPECT_EQ(derived_removed_, std::vector<std::string>{"7"});
  EXPECT_EQ(ask("GET", "/results/7/image?variant=preview").code(), "ResultNotFound");
  EXPECT_EQ(ask("DELETE", "/results/7").code(), "ResultNotFound");
  EXPECT_EQ(objects_.bodies(), 0U);
}

TEST_F(ResultImageTest, DrawsViewsOfWhatMayBeUploaded) {
  auto record = add_picture("7");
  auto bytes = objects::read_object(objects_, object_of_record(record), 1U << 20U).value();
  bytes.resize(16'000'000);  // past its end marker a JPEG may have anything
  auto upload = objects_.put("photos", "uploads/large", {});
  EXPECT_TRUE((*upload)->write(bytes));
  auto const info = (*upload)->commit();
  record.key = info->key;
  record.version_id = info->version_id;
  EXPECT_EQ(ImageVariants(objects_).get(record, Variant::preview).error().code, Errc::too_large);
  ImageVariants variants(objects_, {.original_bytes_max = 20'000'000});
  EXPECT_TRUE(variants.get(record, Variant::preview));
}

TEST_F(ResultImageTest, SaysWhyAPictureCannotBeShown) {
  auto record = add_picture("7");
  auto upload = objects_.put("photos", "uploads/x", {});
  EXPECT_TRUE((*upload)->write(bytes_of("<script>alert(1)</script>")));
  auto const info = (*upload)->commit();
  record.image_id = "8";
  record.key = info->key;
  record.version_id = info->version_id;
  record.image = nullptr;
  EXPECT_TRUE(results_->put(record));
  EXPECT_EQ(ask("GET", "/results/8/image?variant=preview").code(), "VariantNotAvailable");
  auto const original = ask("GET", "/results/8/image");
  EXPECT_EQ(original.field("Content-Type"), "application/octet-stream");
  EXPECT_EQ(original.field("Content-Disposition"), "attachment");
}

}  // namespace
}  // namespace helio::api
