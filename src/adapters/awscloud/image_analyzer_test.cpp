// Goal: Rekognition gets what it takes, and its four answers become one analysis or its error.
#include "adapters/awscloud/image_analyzer.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/awscloud/scripted_cloud.hpp"
#include "base/encoding.hpp"
#include "functions/sample_pipeline.hpp"
#include "image/encode.hpp"
#include "image/sample_files.hpp"

namespace helio::awscloud {
namespace {

class ImageAnalyzerTest : public testing::Test {
 protected:
  ImageAnalyzerTest() {
    cloud_.of_operation("DetectLabels", 200,
                        R"({"Labels":[{"Name":"Cat","Confidence":98.5}],"LabelModelVersion":"3.0",
                            "ImageProperties":{"Quality":{}}})");
    cloud_.of_operation("DetectFaces", 200, R"({"FaceDetails":[{"Confidence":99}]})");
    cloud_.of_operation("DetectText", 200, R"({"TextDetections":[],"TextModelVersion":"3.0"})");
    cloud_.of_operation("DetectModerationLabels", 200,
                        R"({"ModerationLabels":[],"ModerationModelVersion":"7.0"})");
  }
  Result<functions::ImageAnalysis> analyze(BytesView file, ImageAnalyzerOptions options = {}) {
    auto const detail = pipeline_.upload("uploads/a", file);
    ImageAnalyzer analyzer(cloud_.client, pipeline_.objects, cloud_.clock, options);
    return analyzer.analyze({"id", "photos", "uploads/a", detail["object"]["version-id"]});
  }
  // The member Image of the requests, all alike.
  Json image_sent() {
    Json const image = cloud_.body(0)["Image"];
    for (std::size_t i = 0; i < cloud_.requests.size(); ++i) {
      EXPECT_EQ(cloud_.body(i)["Image"], image);
    }
    return image;
  }
  static Bytes noise(int width_px, int height_px) {
    image::Pixels pixels(width_px, height_px);
    auto const count = static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3;
    std::uint32_t state = 1;
    std::generate_n(pixels.edit().rgb, count, [&state] {
      state = state * 1664525U + 1013904223U;
      return static_cast<std::uint8_t>(state >> 24U);
    });
    return image::encode_png(pixels.view()).value();
  }

  ScriptedCloud cloud_;
  functions::SamplePipeline pipeline_;
};

TEST_F(ImageAnalyzerTest, FourAnswersAreOneAnalysis) {
  auto const file = image::encode_jpeg(image::Pixels(4, 4).view()).value();
  auto const found = analyze(file);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->labels[0]["Name"], "Cat");
  EXPECT_EQ(found->faces.size(), 1U);
  EXPECT_TRUE(found->text.is_array() && found->moderation.is_array());
  EXPECT_TRUE(found->properties.is_object());
  EXPECT_EQ(found->models, (Json{{"rekognition-labels", "3.0"},
                                 {"rekognition-text", "3.0"},
                                 {"rekognition-moderation", "7.0"}}));
  EXPECT_EQ(found->timings_ms.size(), 4U);
  EXPECT_EQ(cloud_.requests.size(), 4U);
  EXPECT_EQ(image_sent(), (Json{{"Bytes", to_base64(file)}}));
  for (std::size_t i = 0; i < 4; ++i) {
    auto const target = ScriptedCloud::header(cloud_.requests[i], "x-amz-target");
    if (target.ends_with("DetectFaces")) {
      EXPECT_EQ(cloud_.body(i)["Attributes"], (Json::array({"ALL"})));
    }
    if (target.ends_with("DetectLabels")) {
      EXPECT_EQ(cloud_.body(i)["Features"], (Json::array({"GENERAL_LABELS", "IMAGE_PROPERTIES"})));
    }
  }
}

TEST_F(ImageAnalyzerTest, WhatRekognitionDoesNotTakeBecomesJpeg) {
  for (Bytes const& file : {functions::sample_bmp(), noise(1'500, 1'500)}) {
    cloud_.requests.clear();
    ASSERT_TRUE(analyze(file));
    auto const sent = from_base64(image_sent()["Bytes"].get<std::string>()).value();
    EXPECT_EQ(image::sniff(sent), image::Format::jpeg);
    EXPECT_LE(sent.size(), kImageBytesMax);
  }
}

TEST_F(ImageAnalyzerTest, AnObjectOfS3GoesByItsName) {
  auto const file = noise(1'500, 1'500);
  EXPECT_GT(file.size(), kImageBytesMax);
  ASSERT_TRUE(analyze(file, {.from_s3 = true}));
  Json const object = image_sent()["S3Object"];
  EXPECT_EQ(object["Bucket"], "photos");
  EXPECT_EQ(object["Name"], "uploads/a");
  EXPECT_FALSE(object["Version"].get<std::string>().empty());
  cloud_.requests.clear();
  ASSERT_TRUE(analyze(functions::sample_bmp(), {.from_s3 = true}));
  EXPECT_TRUE(image_sent().contains("Bytes"));
}

TEST_F(ImageAnalyzerTest, ErrorsTable) {
  struct Row {
    char const* name;
    char const* operation;
    int status;
    char const* body;
    char const* error;
  };
  Row const rows[] = {
      {"throttled", "DetectText", 400, R"({"__type":"ThrottlingException"})",
       "ThrottlingException"},
      {"too much", "DetectFaces", 400, R"({"__type":"ProvisionedThroughputExceededException"})",
       "ProvisionedThroughputExceededException"},
      {"no picture", "DetectLabels", 400, R"({"__type":"InvalidImageFormatException"})",
       "InvalidImageFormatException"},
      {"not allowed", "DetectModerationLabels", 400, R"({"__type":"AccessDeniedException"})",
       "AccessDeniedException"},
      {"no JSON", "DetectModerationLabels", 200, "<html>", "InvalidResponse"},
  };
  auto const file = image::encode_jpeg(image::Pixels(4, 4).view()).value();
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    cloud_.of_operation(row.operation, row.status, row.body);
    auto const found = analyze(file);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().name, row.error);
    cloud_.of_operation(row.operation, 200, "{}");
  }
}

TEST_F(ImageAnalyzerTest, WhatIsNoPictureOrGoneIsNeverSent) {
  EXPECT_EQ(analyze(bytes_of("hello")).error().name, "InvalidImageFormat");
  EXPECT_EQ(analyze(bytes_of("")).error().name, "EmptyImage");
  EXPECT_EQ(analyze(bytes_of("hello"), {.limits = {.bytes_max = 4}}).error().name,
            "EntityTooLarge");
  ImageAnalyzer analyzer(cloud_.client, pipeline_.objects, cloud_.clock, {.from_s3 = true});
  EXPECT_EQ(analyzer.analyze({"id", "photos", "gone", ""}).error().name, "NoSuchKey");
  EXPECT_TRUE(cloud_.requests.empty());
}

}  // namespace
}  // namespace helio::awscloud
