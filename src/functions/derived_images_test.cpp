// Goal: previews are made once, kept, and removed; marks come from records of any shape.
#include "functions/derived_images.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "functions/object_created.hpp"
#include "functions/sample_pipeline.hpp"
#include "image/probe.hpp"

namespace helio::functions {
namespace {

class DerivedImagesTest : public testing::Test {
 protected:
  results::Record upload(BytesView file) {
    return new_record(object_created(sample_.upload("uploads/x.bmp", file)).value(),
                      sample_.clock.wall());
  }
  std::size_t kept() { return sample_.objects.list(kDerivedBucket, {}).value().objects.size(); }

  SamplePipeline sample_;
  DerivedImages derived_{sample_.objects};
};

TEST_F(DerivedImagesTest, AreMadeOnce) {
  results::Record record = upload(sample_bmp());
  for (Variant const variant : {Variant::preview, Variant::thumbnail, Variant::annotated}) {
    auto const made = derived_.get(record, variant);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(image::sniff(*made), image::Format::jpeg);
  }
  EXPECT_EQ(kept(), 3U);
  ASSERT_TRUE(sample_.objects.remove({record.bucket, record.key, record.version_id}, {}));
  EXPECT_TRUE(derived_.get(record, Variant::preview));
  record.updated_at += std::chrono::seconds(1);
  EXPECT_TRUE(derived_.get(record, Variant::thumbnail));
  EXPECT_EQ(derived_.get(record, Variant::annotated).error().code, Errc::not_found);
}

TEST_F(DerivedImagesTest, AreRemovedWithTheirImage) {
  results::Record const record = upload(sample_bmp());
  ASSERT_TRUE(derived_.get(record, Variant::preview));
  ASSERT_TRUE(derived_.get(record, Variant::thumbnail));
  ASSERT_TRUE(derived_.remove(record.image_id));
  ASSERT_TRUE(derived_.remove(record.image_id));
  EXPECT_EQ(kept(), 0U);
}

TEST_F(DerivedImagesTest, BadPicturesHaveNone) {
  results::Record const record = upload(Bytes(10, std::byte{'x'}));
  EXPECT_EQ(derived_.get(record, Variant::preview).error().name, "InvalidImageFormat");
  EXPECT_EQ(kept(), 0U);
}

TEST(Variants, AreNamed) {
  EXPECT_EQ(parse_variant("thumbnail").value(), Variant::thumbnail);
  EXPECT_EQ(parse_variant("original").error().name, "InvalidVariant");
}

TEST(MarksOf, ARecord) {
  results::Record record;
  Json const box = {{"Left", 0.5}, {"Top", 0.25}, {"Width", 0.25}, {"Height", 0.5}};
  record.labels =
      Json::array({{{"Name", "Cat"},
                    {"Instances", Json::array({{{"BoundingBox", box}, {"Confidence", 97.6}}})}},
                   {{"Name", "Animal"}, {"Instances", Json::array()}}});
  record.faces = Json::array({{{"BoundingBox", box},
                               {"Gender", {{"Value", "Female"}}},
                               {"AgeRange", {{"Low", 20}, {"High", 30}}},
                               {"Emotions", Json::array({{{"Type", "HAPPY"}}})}}});
  Json const corner = {{"X", 0.1}, {"Y", 0.2}};
  record.text =
      Json::array({{{"Type", "LINE"},
                    {"DetectedText", "STOP"},
                    {"Geometry", {{"Polygon", Json::array({corner, corner, corner, corner})}}}},
                   {{"Type", "WORD"}, {"DetectedText", "STOP"}}});
  auto const marks = marks_of(record, 100, 200);
  ASSERT_EQ(marks.size(), 3U);
  EXPECT_EQ(marks[0].caption, "Cat 98%");
  EXPECT_EQ(marks[0].outline[2].x_px, 75);
  EXPECT_EQ(marks[0].outline[2].y_px, 150);
  EXPECT_EQ(marks[1].caption, "Female 20-30 HAPPY");
  EXPECT_EQ(marks[2].outline[0].x_px, 10);
}

TEST(MarksOf, AnyOtherShapeIsLeftOut) {
  results::Record record;
  EXPECT_TRUE(marks_of(record, 10, 10).empty());
  record.labels = Json::array({1, {{"Instances", {{"a", 1}}}}, {{"Instances", Json::array({1})}}});
  record.faces = Json::array({nullptr, {{"BoundingBox", 3}}});
  record.text = Json::array({{{"Type", "LINE"}, {"Geometry", {{"Polygon", Json::array({1})}}}}});
  EXPECT_TRUE(marks_of(record, 10, 10).empty());
}

}  // namespace
}  // namespace helio::functions
