// Goal: workflows/image-pipeline.asl.json, the very file, does what it says with the real
// functions: every image ends in one record of the right status, and is told of.
// Method: the interpreter over a clock that jumps to the next timer; functions over stores in
// memory; a script makes functions fail.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/parse.hpp"
#include "base/random.hpp"
#include "functions/function_host.hpp"
#include "functions/image_processor.hpp"
#include "functions/notification_handler.hpp"
#include "functions/rekognition_analyzer.hpp"
#include "functions/result_saver.hpp"
#include "functions/sample_pipeline.hpp"
#include "notify/feed_notifier.hpp"
#include "workflow_run.hpp"

namespace helio::functions {
namespace {

using results::Status;

class Pipeline : public testing::Test {
 protected:
  Pipeline() {
    functions_.push_back(
        std::make_unique<ImageProcessor>(sample_.objects, *sample_.results, sample_.clock));
    functions_.push_back(std::make_unique<RekognitionAnalyzer>(sample_.analyzer, sample_.objects,
                                                               SpillOptions{.bytes_max = 10'000}));
    functions_.push_back(
        std::make_unique<ResultSaver>(*sample_.results, sample_.objects, sample_.clock));
    functions_.push_back(std::make_unique<NotificationHandler>(channels_, sample_.clock));
    channels_.add("feed", "live feed", to_feed_);
  }

  // Runs the workflow for one upload to its end.
  asl::Execution run(BytesView file) {
    Json const event = {{"version", "0"},
                        {"source", "aws.s3"},
                        {"detail-type", "Object Created"},
                        {"detail", sample_.upload("uploads/cat.bmp", file, {{"user-id", "ann"}})}};
    return WorkflowRun(sample_.clock, random_,
                       [this](std::string const& name, Json const& payload) {
                         ++calls_[name];
                         return call(name, payload);
                       })
        .run(event);
  }

  Result<Json> call(std::string const& name, Json const& payload) {
    auto& failures = failures_[name];
    if (!failures.empty()) {
      Error error = failures.front();
      failures.erase(failures.begin());
      return tl::unexpected(std::move(error));
    }
    for (auto const& function : functions_) {
      if (function->name() == name) return function->handle(payload, sample_.context);
    }
    return fail(Errc::not_found, "ResourceNotFoundException", name);
  }

  void expect(asl::Execution const& execution, asl::Status ended, Status status) {
    EXPECT_EQ(execution.status(), ended)
        << execution.error().value_or("") << " " << execution.cause().value_or("");
    auto const page = sample_.results->query({}).value();
    ASSERT_EQ(page.items.size(), 1U);
    EXPECT_EQ(page.items[0].status, status);
    EXPECT_EQ(page.items[0].user_id, "ann");
    EXPECT_EQ(page.items[0].execution_arn, "arn:execution");
  }
  results::Record record() { return sample_.results->query({}).value().items.at(0); }
  std::size_t told() { return feed_.since(0, 100).events.size(); }

  SamplePipeline sample_;
  SeededRandom random_{3};
  notify::LiveFeed feed_{sample_.clock};
  notify::FeedNotifier to_feed_{feed_};
  notify::FanOut channels_;
  std::vector<std::unique_ptr<Function>> functions_;
  std::map<std::string, std::vector<Error>> failures_;
  std::map<std::string, int> calls_;
};

TEST_F(Pipeline, TheDefinitionHasNoFault) {
  auto const found = asl::validate(filled_definition());
  for (asl::Diagnostic const& one : found) ADD_FAILURE() << one.location << ": " << one.message;
}

TEST_F(Pipeline, APictureIsCompleted) {
  expect(run(sample_bmp()), asl::Status::succeeded, Status::completed);
  EXPECT_EQ(record().labels[0]["Name"], "Cat");
  EXPECT_EQ(told(), 1U);
  EXPECT_EQ(calls_["notification_handler"], 2);
}

TEST_F(Pipeline, BelowTheThresholdIsLowConfidence) {
  sample_.analyzer.answer = FakeAnalyzer::labelled("Cat", 79.9);
  expect(run(sample_bmp()), asl::Status::succeeded, Status::low_confidence);
  EXPECT_EQ(record().confidence, 79.9);
  EXPECT_EQ(told(), 1U);
}

TEST_F(Pipeline, WhatIsNoPictureIsRejected) {
  expect(run(Bytes(100, std::byte{'x'})), asl::Status::succeeded, Status::rejected);
  EXPECT_EQ(record().error->code, "InvalidImageFormat");
  EXPECT_EQ(record().error->state, "ValidateImage");
  EXPECT_EQ(calls_["image_processor"], 1);
  EXPECT_EQ(calls_["rekognition_analyzer"], 0);
  EXPECT_EQ(told(), 1U);
}

TEST_F(Pipeline, WhatCannotBeDecodedIsRejectedLater) {
  sample_.analyzer.answer = fail(Errc::invalid_argument, "ImageTruncated", "It ends early.");
  expect(run(sample_bmp()), asl::Status::succeeded, Status::rejected);
  EXPECT_EQ(record().error->state, "AnalyzeWithRekognition");
  EXPECT_EQ(record().error->message, "It ends early.");
  EXPECT_EQ(record().image["format"], "bmp");
}

TEST_F(Pipeline, AFunctionThatKeepsFailingIsFailed) {
  sample_.analyzer.answer = fail(Errc::unavailable, "InferenceFailed", "The model broke.");
  auto const execution = run(sample_bmp());
  expect(execution, asl::Status::failed, Status::failed);
  EXPECT_EQ(calls_["rekognition_analyzer"], 3);
  EXPECT_EQ(record().error->code, "InferenceFailed");
  EXPECT_EQ(execution.error(), "ImageFailed");
  EXPECT_EQ(execution.cause(), "The model broke.");
  EXPECT_EQ(told(), 1U);
}

TEST_F(Pipeline, BusyStoresAndTimeoutsAreTriedAgain) {
  Error const busy{Errc::exhausted, "SlowDown", "Later."};
  Error const late{Errc::timed_out, "Sandbox.Timedout", "Task timed out after 60.00 seconds"};
  failures_["image_processor"] = {busy, busy, busy};
  failures_["rekognition_analyzer"] = {late};
  failures_["result_saver"] = {busy, busy};
  failures_["notification_handler"] = {busy};
  expect(run(sample_bmp()), asl::Status::succeeded, Status::completed);
  EXPECT_EQ(calls_["image_processor"], 4);
  EXPECT_EQ(calls_["rekognition_analyzer"], 2);
  EXPECT_EQ(told(), 1U);
}

// A burst of uploads, past the concurrency of a function: its end is minutes away.
TEST_F(Pipeline, ABusyServiceIsWaitedForForLong) {
  failures_["rekognition_analyzer"] =
      std::vector<Error>(20, {Errc::exhausted, "Lambda.TooManyRequestsException", "Later."});
  auto const began = sample_.clock.wall();
  expect(run(sample_bmp()), asl::Status::succeeded, Status::completed);
  EXPECT_GT(sample_.clock.wall() - began, std::chrono::minutes(3));
  EXPECT_EQ(told(), 1U);
}

TEST_F(Pipeline, AResultThatCannotBeSavedIsAFailure) {
  failures_["result_saver"] = {Error{Errc::internal, "InvalidRecord", "It is broken."}};
  expect(run(sample_bmp()), asl::Status::failed, Status::failed);
  EXPECT_EQ(record().error->state, "SaveResults");
}

TEST_F(Pipeline, ADeadChannelChangesNothing) {
  failures_["notification_handler"] =
      std::vector<Error>(20, Error{Errc::internal, "ChannelFailed", "It is down."});
  expect(run(sample_bmp()), asl::Status::succeeded, Status::completed);
  EXPECT_EQ(told(), 0U);
}

TEST_F(Pipeline, ALargeAnalysisGoesAroundTheWorkflow) {
  sample_.analyzer.answer->text =
      Json::array({{{"DetectedText", std::string(400'000, 'x')}, {"Type", "LINE"}}});
  expect(run(sample_bmp()), asl::Status::succeeded, Status::completed);
  EXPECT_EQ(record().text[0]["DetectedText"].get<std::string>().size(), 400'000U);
}

}  // namespace
}  // namespace helio::functions
