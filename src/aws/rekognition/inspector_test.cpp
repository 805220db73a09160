// Goal: a picture comes from where the request says, and what is wrong with it has AWS's name.
#include "aws/rekognition/inspector.hpp"

#include <gtest/gtest.h>

#include "aws/rekognition/rekognition_in_memory.hpp"

namespace helio::aws::rekognition {
namespace {

class Images : public testing::Test, protected RekognitionInMemory {};

Bytes text_bytes(std::string_view text) {
  auto const bytes = bytes_of(text);
  return {bytes.begin(), bytes.end()};
}

Json object(char const* bucket, char const* name) {
  return {{"S3Object", {{"Bucket", bucket}, {"Name", name}}}};
}

TEST_F(Images, ByBytesAndByObject) {
  put("a.png", picture());
  EXPECT_EQ(error("DetectFaces", {{"Image", image()}}), "(none)");
  EXPECT_EQ(error("DetectFaces", {{"Image", object("photos", "a.png")}}), "(none)");
  EXPECT_EQ(asked_.size(), 2U);
}

TEST_F(Images, ByVersion) {
  ASSERT_TRUE(store_.buckets().set_versioning("photos", objects::Versioning::enabled));
  put("a.png", picture());
  auto const version = store_.head({"photos", "a.png", std::nullopt}).value().version_id;
  put("a.png", text_bytes("no picture"));
  auto one = object("photos", "a.png");
  EXPECT_EQ(error("DetectFaces", {{"Image", one}}), "InvalidImageFormatException");
  one["S3Object"]["Version"] = version;
  EXPECT_EQ(error("DetectFaces", {{"Image", one}}), "(none)");
  one["S3Object"]["Version"] = "00000000-0000-7000-8000-000000000000";
  EXPECT_EQ(error("DetectFaces", {{"Image", one}}), "InvalidS3ObjectException");
}

TEST_F(Images, WhatIsRefused) {
  put("large.png", Bytes(30'001));
  put("text.txt", text_bytes("no picture"));
  struct Row {
    char const* name;
    Json image;
    char const* error;
  };
  Bytes cut = picture();
  cut.resize(20);
  Row const rows[] = {
      {"nothing", Json::object(), "InvalidParameterException"},
      {"both",
       {{"Bytes", "AAAA"}, {"S3Object", {{"Bucket", "photos"}, {"Name", "a"}}}},
       "InvalidParameterException"},
      {"no bytes", {{"Bytes", ""}}, "InvalidParameterException"},
      {"no base64", {{"Bytes", "a"}}, "SerializationException"},
      {"no text", {{"Bytes", 1}}, "SerializationException"},
      {"no picture", image(text_bytes("no picture")), "InvalidImageFormatException"},
      {"cut in the header", image(cut), "InvalidImageFormatException"},
      {"too many bytes", image(Bytes(20'001)), "ImageTooLargeException"},
      {"too narrow", image(picture(79, 200)), "InvalidParameterException"},
      {"too low", image(picture(200, 79)), "InvalidParameterException"},
      {"too wide", image(picture(10'001, 80)), "ImageTooLargeException"},
      {"no such bucket", object("nothing", "a.png"), "InvalidS3ObjectException"},
      {"no such object", object("photos", "nothing.png"), "InvalidS3ObjectException"},
      {"an object too large", object("photos", "large.png"), "ImageTooLargeException"},
      {"an object that is no picture", object("photos", "text.txt"), "InvalidImageFormatException"},
      {"a bucket without a name",
       {{"S3Object", {{"Bucket", "photos"}}}},
       "InvalidParameterException"},
      {"a bucket's name too short", object("x", "a.png"), "InvalidParameterException"},
  };
  for (Row const& row : rows) {
    EXPECT_EQ(error("DetectLabels", {{"Image", row.image}}), row.error) << row.name;
  }
  EXPECT_EQ(error("DetectLabels", Json::object()), "InvalidParameterException");
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Images, WhatTheEngineRefuses) {
  struct Row {
    Error failure;
    char const* error;
  };
  Row const rows[] = {
      {{Errc::invalid_argument, "ImageTruncated", "x"}, "InvalidImageFormatException"},
      {{Errc::timed_out, "ImageDecodeTimeout", "x"}, "ImageTooLargeException"},
      {{Errc::unavailable, "InferenceFailed", "x"}, "InternalServerError"},
  };
  for (Row const& row : rows) {
    failure_ = row.failure;
    EXPECT_EQ(error("DetectText", {{"Image", image()}}), row.error) << row.failure.name;
  }
}

TEST_F(Images, AKeyReadsWhatItMayRead) {
  put("mine/a.png", picture());
  put("other/a.png", picture());
  caller_.identity.grant = {Role::viewer, "photos", "mine/"};
  EXPECT_EQ(error("DetectFaces", {{"Image", object("photos", "mine/a.png")}}), "(none)");
  EXPECT_EQ(error("DetectFaces", {{"Image", object("photos", "other/a.png")}}),
            "InvalidS3ObjectException");
  caller_.identity.grant = {Role::uploader};
  EXPECT_EQ(error("DetectFaces", {{"Image", image()}}), "AccessDeniedException");
}

}  // namespace
}  // namespace helio::aws::rekognition
