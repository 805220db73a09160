// Goal: a record reads well in 80 columns, and one with anything in it does no harm.
#include "helio/result_text.hpp"

#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "helio/terminal_text.hpp"

namespace helio::cli {
namespace {

Json record() {
  return Json::parse(R"({"image_id":"0195a000-0000-7000-8000-000000000000","status":"COMPLETED",
    "bucket":"b","key":"uploads/0195a000-0000-7000-8000-000000000000/cat.jpg",
    "created_at":"2026-11-25T08:00:00.123Z",
    "image":{"format":"jpeg","width_px":640,"height_px":480,"size_bytes":245300},
    "labels":[{"Name":"Cat","Confidence":98.2},{"Name":"Animal","Confidence":98.9}],
    "faces":[{"Gender":{"Value":"Female"},"AgeRange":{"Low":20,"High":30},
              "Emotions":[{"Type":"HAPPY","Confidence":90}]}],
    "text":[{"Type":"LINE","DetectedText":"EXIT","Confidence":99},
            {"Type":"WORD","DetectedText":"EXIT","Confidence":99}],
    "moderation":[],"timings_ms":{"total":120.4}})");
}

TEST(ResultText, ALineAndAllOfIt) {
  EXPECT_TRUE(result_line(record(), {.columns = 200})
                  .starts_with("2026-11-25T08:00:00  COMPLETED       0195a000-0000-7000-8000-"
                               "000000000000  cat.jpg  Cat 98%, Animal 99%"));
  auto const text = result_table(record(), {});
  for (char const* part :
       {"cat.jpg", "jpeg 640 x 480, 245 kB", "Cat 98%", "Female, age 20-30, HAPPY", " 99%  EXIT",
        "nothing to report", "total 120"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(ResultText, ARejectedOneSaysWhy) {
  auto rejected = record();
  rejected["status"] = "REJECTED";
  rejected["error"] = {{"code", "ImageTooLarge"}, {"message", "It is too large."}};
  EXPECT_NE(result_table(rejected, {}).find("It is too large. [ImageTooLarge]"), std::string::npos);
  EXPECT_NE(result_line(rejected, {.columns = 200}).find("ImageTooLarge"), std::string::npos);
}

TEST(ResultText, AReasonIsWrappedAndNotCut) {
  auto rejected = record();
  rejected["error"] = {{"code", "ImageTooLarge"},
                       {"message",
                        "The picture has 20000 x 20000 pixels, and at most 100 million "
                        "are taken; make it smaller and send it again."}};
  auto const text = result_table(rejected, {.columns = 80});
  EXPECT_NE(
      text.find("  Error       The picture has 20000 x 20000 pixels, and at most 100 million are\n"
                "              taken; make it smaller and send it again. [ImageTooLarge]\n"),
      std::string::npos)
      << text;
}

TEST(ResultText, ALineForPipesIsWhole) {
  auto rejected = record();
  rejected["key"] = "uploads/" + std::string(200, 'n') + ".jpg";
  rejected["error"] = {{"code", "ImageTooLarge"}};
  auto const line = result_line(rejected, {.columns = kWholeLines});
  EXPECT_TRUE(line.ends_with(std::string(200, 'n') + ".jpg  ImageTooLarge\n")) << line;
}

TEST(ResultText, ASizeInPixelsThatIsNotKnownIsLeftAway) {
  struct Row {
    char const* image;
    char const* want;
  };
  Row const rows[] = {
      {R"({"format":"jpeg","width_px":0,"height_px":0,"size_bytes":912})", "Image       jpeg, 912"},
      {R"({"width_px":0,"size_bytes":912})", "Image       912 bytes\n"},
      {R"({"width_px":4,"height_px":3,"size_bytes":912})", "Image       4 x 3, 912 bytes\n"},
  };
  for (Row const& row : rows) {
    auto broken = record();
    broken["image"] = Json::parse(row.image);
    auto const text = result_table(broken, {});
    EXPECT_NE(text.find(row.want), std::string::npos) << text;
  }
}

TEST(ResultText, AnythingIsHarmlessAndFits) {
  for (char const* json :
       {"{}", "[]", "null", R"({"labels":3,"faces":[1],"text":{"a":1}})",
        R"({"status":"COMPLETED","key":"a/\u001b[31m","labels":[{"Name":7}]})"}) {
    SCOPED_TRACE(json);
    for (auto const& text :
         {result_line(Json::parse(json), {}), result_table(Json::parse(json), {})}) {
      EXPECT_EQ(text.find('\x1b'), std::string::npos);
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), 80);
    }
  }
}

}  // namespace
}  // namespace helio::cli
