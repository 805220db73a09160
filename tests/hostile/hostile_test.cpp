// Goal: no file brings the probe or the decoder down, whatever it claims.
// Method: make_hostile.py writes the files and says for each which outcomes are right; every one is
// probed and decoded here, under the sanitizers, and the process may not grow by more than the
// limits promise.

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "image/decode.hpp"

// Freed memory that AddressSanitizer keeps back would count as growth.
extern "C" char const* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "quarantine_size_mb=8";
}

namespace helio::image {
namespace {

constexpr char const* kFolder = HELIO_HOSTILE_FOLDER;

// Set by the largest GIF that the limits let in: libnsgif alone holds its 100 MP at 4 bytes.
constexpr long kGrowthMaxKb = 640L * 1024;

Json read_index() {
  Result<Bytes> const bytes = read_file(std::string(kFolder) + "/index.json", 1 << 20);
  if (!bytes) return Json::array();
  Result<Json> index = parse_json({reinterpret_cast<char const*>(bytes->data()), bytes->size()});
  return index ? *index : Json::array();
}

long peak_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// As the engine decodes, but with time enough for a busy machine: only the files that are meant to
// run into the time limit get a short one.
DecodeOptions options_for(Json const& expect) {
  DecodeOptions options;
  options.side_px_max = 2048;
  bool const slow = std::find(expect.begin(), expect.end(), "ImageDecodeTimeout") != expect.end();
  options.limits.decode_ms_max = slow ? 500 : 120'000;
  return options;
}

std::string outcome(Result<Pixels> const& pixels) {
  return pixels.has_value() ? "ok" : pixels.error().name;
}

TEST(Hostile, EveryFileEndsAsItShouldInBoundedMemory) {
  Json const index = read_index();
  ASSERT_GE(index.size(), 110U) << "make_hostile.py has not run";
  // One good picture first, so that libraries and tables do not count as growth.
  Result<Bytes> const good = read_file(std::string(kFolder) + "/good.png", 1 << 20);
  ASSERT_TRUE(good.has_value());
  ASSERT_TRUE(decode(*good).has_value());
  long const before_kb = peak_kb();
  for (Json const& entry : index) {
    std::string const file = entry["file"].get<std::string>();
    SCOPED_TRACE(file + ": " + entry["what"].get<std::string>());
    Result<Bytes> const bytes = read_file(std::string(kFolder) + "/" + file, 100'000'000);
    ASSERT_TRUE(bytes.has_value());
    Json const& expect = entry["expect"];
    Result<Pixels> const pixels = decode(*bytes, options_for(expect));
    EXPECT_NE(std::find(expect.begin(), expect.end(), outcome(pixels)), expect.end())
        << "came out as " << outcome(pixels);
    if (pixels.has_value()) {
      EXPECT_FALSE(pixels->view().empty());
      EXPECT_LE(std::max(pixels->width_px(), pixels->height_px()), 2048);
    } else {
      EXPECT_FALSE(pixels.error().message.empty());
      EXPECT_EQ(pixels.error().message.find('\n'), std::string::npos);
    }
    ASSERT_LT(peak_kb() - before_kb, kGrowthMaxKb);
  }
}

TEST(Hostile, AGoodPictureStillDecodesAfterwards) {
  for (char const* const file : {"good.png", "good.jpg", "good.bmp", "good.tif", "good.webp"}) {
    Result<Bytes> const bytes = read_file(std::string(kFolder) + "/" + file, 1 << 20);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_TRUE(decode(*bytes).has_value()) << file;
  }
}

TEST(Hostile, EveryStartOfAGoodFileIsSafe) {
  for (char const* const file : {"good.png", "good.jpg", "good.bmp", "good.tif", "good.webp",
                                 "good.gif", "header.heic", "header.avif"}) {
    Result<Bytes> const bytes = read_file(std::string(kFolder) + "/" + file, 1 << 20);
    ASSERT_TRUE(bytes.has_value());
    for (std::size_t n = 0; n < bytes->size(); ++n) {
      BytesView const part = BytesView(*bytes).first(n);
      Result<Header> const header = probe(part);
      EXPECT_TRUE(header.has_value() || !header.error().name.empty()) << file << " cut at " << n;
      static_cast<void>(decode(part));
    }
  }
}

}  // namespace
}  // namespace helio::image
