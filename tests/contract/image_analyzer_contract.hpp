// Goal: the promises in functions/image_analyzer.hpp hold for every analyzer, whoever looks.
// Method: one TEST_P per promise; an analyzer joins with one INSTANTIATE line giving a factory.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "functions/image_analyzer.hpp"
#include "functions/sample_pipeline.hpp"
#include "image/encode.hpp"
#include "image/probe.hpp"
#include "objects/object_store.hpp"
#include "vision/analysis_json.hpp"
#include "vision/analyzer.hpp"

namespace helio::functions {

class AnalyzerUnderTest {
 public:
  virtual ~AnalyzerUnderTest() = default;
  virtual ImageAnalyzer& analyzer() = 0;
  virtual objects::ObjectStore& objects() = 0;  // with a versioned bucket "photos"
  // What the engine at its other end finds in every picture.
  vision::Analysis found;

  // That engine.
  [[nodiscard]] vision::Analyze engine() {
    return [this](BytesView file,
                  vision::AnalyzeOptions const& wanted) -> Result<vision::ImageReport> {
      auto const header = image::probe(file, wanted.limits);
      if (!header) return tl::unexpected(header.error());
      vision::ImageReport report;
      report.analysis = found;
      if (!wanted.features.properties) report.analysis.properties.reset();
      report.analysis.timings_ms = {{"labels", 1.5}};
      report.analysis.models = {{"model", std::to_string(header->width_px)}};
      return report;
    };
  }
};

using AnalyzerFactory = std::function<std::unique_ptr<AnalyzerUnderTest>()>;

class ImageAnalyzerContract : public testing::TestWithParam<AnalyzerFactory> {
 protected:
  ImageAnalyzerContract() {
    vision::Analysis& found = under_test_->found;
    found.labels = {{"Cat", 98.5, {}, {"Animal"}, {}, {"Animals and Pets"}}};
    found.faces.resize(1);
    found.faces[0].confidence = 99;
    found.text.resize(1);
    found.text[0].text = "STOP";
    found.moderation = {{"Weapons", "", 1, 75}};
    found.properties.emplace();
  }
  // The version's id.
  std::string put(BytesView file) {
    auto upload = under_test_->objects().put("photos", "a", {}).value();
    EXPECT_TRUE(upload->write(file));
    return upload->commit().value().version_id;
  }
  Result<ImageAnalysis> analyze(std::string const& key, std::string const& version = "") {
    return under_test_->analyzer().analyze({"id", "photos", key, version});
  }
  static Bytes picture(int width_px = 100, int height_px = 90) {
    return image::encode_jpeg(image::Pixels(width_px, height_px).view()).value();
  }

  std::unique_ptr<AnalyzerUnderTest> under_test_ = GetParam()();
};

TEST_P(ImageAnalyzerContract, TellsAllInRekognitionsShapes) {
  put(picture());
  auto const seen = analyze("a");
  ASSERT_TRUE(seen) << seen.error().name << ": " << seen.error().message;
  vision::Analysis const& found = under_test_->found;
  EXPECT_EQ(seen->labels, vision::labels_json(found.labels));
  EXPECT_EQ(seen->faces, vision::faces_json(found.faces));
  EXPECT_EQ(seen->text, vision::text_json(found.text));
  EXPECT_EQ(seen->moderation, vision::moderation_json(found.moderation));
  EXPECT_EQ(seen->properties, vision::properties_json(*found.properties));
  EXPECT_FALSE(seen->models.empty());
  EXPECT_FALSE(seen->timings_ms.empty());
}

TEST_P(ImageAnalyzerContract, NothingFoundIsAnEmptyListAndNotAbsent) {
  under_test_->found = {};
  under_test_->found.properties.emplace();
  put(picture());
  auto const seen = analyze("a").value();
  for (Json const& list : {seen.labels, seen.faces, seen.text, seen.moderation}) {
    EXPECT_EQ(list, Json::array());
  }
}

TEST_P(ImageAnalyzerContract, LooksAtTheVersionThatIsMeant) {
  auto const first = put(picture(120, 90));
  auto const second = put(picture(300, 90));
  EXPECT_NE(analyze("a", first)->models.dump().find("120"), std::string::npos);
  EXPECT_NE(analyze("a", second)->models.dump().find("300"), std::string::npos);
  EXPECT_NE(analyze("a")->models.dump().find("300"), std::string::npos);
}

TEST_P(ImageAnalyzerContract, TakesEveryFormatThatWeDecode) {
  auto const png = image::encode_png(image::Pixels(100, 90).view()).value();
  Bytes bmp = sample_bmp(100, 90);
  bmp.resize(54 + 3 * 100 * 90);
  for (Bytes const& file : {png, bmp}) {
    put(file);
    auto const seen = analyze("a");
    EXPECT_TRUE(seen) << seen.error().name << ": " << seen.error().message;
  }
}

TEST_P(ImageAnalyzerContract, SaysWhatIsNoGoodPicture) {
  EXPECT_EQ(analyze("gone").error().name, "NoSuchKey");
  put(bytes_of("hello"));
  EXPECT_EQ(analyze("a").error().name, "InvalidImageFormat");
  put(bytes_of(""));
  EXPECT_EQ(analyze("a").error().name, "EmptyImage");
}

}  // namespace helio::functions
