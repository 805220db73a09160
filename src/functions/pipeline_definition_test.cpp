// Goal: the workflow is JSON once its placeholders are filled, and not before.
#include "functions/pipeline_definition.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio::functions {
namespace {

TEST(FillPlaceholders, Table) {
  Placeholders const values = {{"A", "1"}, {"B", "two"}, {"Quote", "x\"y"}};
  EXPECT_EQ(fill_placeholders("", values).value(), "");
  EXPECT_EQ(fill_placeholders("a ${A} ${B}${A} $.x $${", {{"A", "1"}, {"B", "2"}}).error().name,
            "UnfilledPlaceholder");
  EXPECT_EQ(fill_placeholders("${A} \"${B}\" $$.x {}", values).value(), "1 \"two\" $$.x {}");
  EXPECT_EQ(fill_placeholders("${C}", values).error().name, "UnfilledPlaceholder");
  EXPECT_EQ(fill_placeholders("${A", values).error().name, "UnfilledPlaceholder");
  EXPECT_EQ(fill_placeholders("${Quote}", values).error().name, "InvalidPlaceholder");
}

TEST(PipelineDefinition, IsJsonOnceFilled) {
  Placeholders const values = {{"ValidateImageFunctionArn", "arn:1"},
                               {"AnalyzeImageFunctionArn", "arn:2"},
                               {"SaveResultsFunctionArn", "arn:3"},
                               {"NotificationHandlerFunctionArn", "arn:4"},
                               {"ConfidenceThreshold", "80"}};
  auto const text = pipeline_definition(values);
  ASSERT_TRUE(text) << text.error().message;
  auto const json = parse_json(*text);
  ASSERT_TRUE(json) << json.error().message;
  Json const& states = (*json)["States"];
  EXPECT_EQ(states["CheckConfidence"]["Choices"][0]["NumericGreaterThanEquals"], 80);
  for (auto const& [name, state] : states.items()) {
    if (state["Type"] != "Task") continue;
    EXPECT_EQ(state["Resource"], "arn:aws:states:::lambda:invoke") << name;
    EXPECT_TRUE(state.contains("Retry")) << name;
    EXPECT_TRUE(state.contains("Catch")) << name;
    EXPECT_TRUE(state.contains("TimeoutSeconds")) << name;
  }
}

}  // namespace
}  // namespace helio::functions
