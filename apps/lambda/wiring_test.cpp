// Goal: each function starts with the variables it needs, and says which one it lacks.
#include "lambda/wiring.hpp"

#include <map>
#include <string_view>

#include <gtest/gtest.h>

namespace helio::lambda {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

Result<std::string> started(Values values) {
  values.emplace("AWS_REGION", "eu-central-1");
  values.emplace("AWS_CONFIG_FILE", "/nowhere/aws");
  values.emplace("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/aws");
  Variables const variables([&values](char const* name) -> char const* {
    auto const found = values.find(std::string_view(name));
    return found == values.end() ? nullptr : found->second.c_str();
  });
  auto const wiring = Wiring::open(variables);
  if (!wiring) return tl::unexpected(wiring.error());
  return std::string((*wiring)->function().name());
}

TEST(Wiring, OpensEachFunction) {
  Values const rows[] = {
      {{"_HANDLER", "presigned_url_generator"}, {"IMAGE_BUCKET", "photos"}},
      {{"_HANDLER", "image_processor"}, {"RESULTS_TABLE", "t"}},
      {{"_HANDLER", "rekognition_analyzer"}, {"IMAGE_BUCKET", "photos"}},
      {{"_HANDLER", "result_saver"}, {"RESULTS_TABLE", "t"}, {"RETENTION_DAYS", "30"}},
      {{"_HANDLER", "notification_handler"},
       {"NOTIFICATION_TOPIC_ARN", "arn:aws:sns:eu-central-1:000000000000:t"}},
      {{"_HANDLER", "result_viewer"}, {"RESULTS_TABLE", "t"}}};
  for (Values const& row : rows) {
    auto const name = started(row);
    ASSERT_TRUE(name) << name.error().message;
    EXPECT_EQ(*name, row.at("_HANDLER"));
  }
}

TEST(Wiring, SaysWhatIsWrong) {
  struct Row {
    Values values;
    char const *error, *message_has;
  };
  Row const rows[] = {
      {{}, "Runtime.NoSuchHandler", "one of the six"},
      {{{"_HANDLER", "result_saver.handler"}}, "Runtime.NoSuchHandler", "result_saver.handler"},
      {{{"_HANDLER", "presigned_url_generator"}}, "Runtime.ConfigInvalid", "IMAGE_BUCKET"},
      {{{"_HANDLER", "image_processor"}}, "Runtime.ConfigInvalid", "RESULTS_TABLE"},
      {{{"_HANDLER", "rekognition_analyzer"}}, "Runtime.ConfigInvalid", "IMAGE_BUCKET"},
      {{{"_HANDLER", "notification_handler"}}, "Runtime.ConfigInvalid", "NOTIFICATION_TOPIC_ARN"},
      {{{"_HANDLER", "result_viewer"}}, "Runtime.ConfigInvalid", "RESULTS_TABLE"},
      {{{"_HANDLER", "rekognition_analyzer"}, {"IMAGE_BUCKET", "b"}, {"ANALYZER", "guess"}},
       "Runtime.ConfigInvalid",
       "ANALYZER"},
      {{{"_HANDLER", "rekognition_analyzer"}, {"IMAGE_BUCKET", "b"}, {"ANALYZER", "models"}},
       "Runtime.ConfigInvalid",
       "container image"},
      {{{"_HANDLER", "rekognition_analyzer"},
        {"IMAGE_BUCKET", "b"},
        {"REKOGNITION_FROM_S3", "yes"}},
       "Runtime.ConfigInvalid",
       "REKOGNITION_FROM_S3"},
      {{{"_HANDLER", "result_saver"}, {"RESULTS_TABLE", "t"}, {"RETENTION_DAYS", "-1"}},
       "Runtime.ConfigInvalid",
       "RETENTION_DAYS"}};
  for (Row const& row : rows) {
    auto const name = started(row.values);
    ASSERT_FALSE(name) << row.message_has;
    EXPECT_EQ(name.error().name, row.error);
    EXPECT_NE(name.error().message.find(row.message_has), std::string::npos)
        << name.error().message;
  }
}

}  // namespace
}  // namespace helio::lambda
