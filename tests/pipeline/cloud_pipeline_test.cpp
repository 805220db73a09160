// Goal: an image goes through the six functions as on AWS: asked for, uploaded, validated,
// analysed, recorded, announced, shown.
// Method: our own interpreter runs the workflow's file; the functions stand on the adapters of
// src/adapters/awscloud, and these on moto's S3, DynamoDB, SNS (and SQS, which hears it) and
// Rekognition. moto knows no faces and no moderation: a script answers these.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/awscloud/image_analyzer.hpp"
#include "adapters/awscloud/object_store.hpp"
#include "adapters/awscloud/result_store.hpp"
#include "adapters/awscloud/topic_notifier.hpp"
#include "adapters/awscloud/url_signer.hpp"
#include "base/encoding.hpp"
#include "base/ids.hpp"
#include "base/json_members.hpp"
#include "cloud/moto_server.hpp"
#include "cloud/results_table.hpp"
#include "cloud/test_cloud.hpp"
#include "functions/image_processor.hpp"
#include "functions/notification_handler.hpp"
#include "functions/presigned_url_generator.hpp"
#include "functions/rekognition_analyzer.hpp"
#include "functions/result_saver.hpp"
#include "functions/result_viewer.hpp"
#include "functions/sample_pipeline.hpp"
#include "notify/fan_out.hpp"
#include "results/cursor.hpp"
#include "workflow_run.hpp"

namespace helio::functions {
namespace {

constexpr char const* kBucket = "photos";
constexpr char const* kArn = "arn:aws:sns:us-east-1:123456789012:images";
constexpr char const* kQueueArn = "arn:aws:sqs:us-east-1:123456789012:heard";

class CloudPipeline : public testing::Test {
 protected:
  CloudPipeline() {
    functions_.push_back(std::make_unique<PresignedUrlGenerator>(signer_, ids_, kBucket));
    functions_.push_back(std::make_unique<ImageProcessor>(objects_, results_, clock_));
    functions_.push_back(std::make_unique<RekognitionAnalyzer>(
        analyzer_, objects_, SpillOptions{.bucket = kBucket, .bytes_max = 1'000}));
    functions_.push_back(std::make_unique<ResultSaver>(results_, objects_, clock_));
    functions_.push_back(std::make_unique<NotificationHandler>(channels_, clock_));
    functions_.push_back(std::make_unique<ResultViewer>(results_, cursors_));
    channels_.add("subscribers", "sns", topic_);
  }

  void SetUp() override {
    cloud::MotoServer::shared().reset();
    ASSERT_TRUE(buckets_.create_bucket(kBucket));
    ASSERT_TRUE(buckets_.set_versioning(kBucket, objects::Versioning::enabled));
    moto_.json(awscloud::kDynamoDb, "DynamoDB_20120810.CreateTable",
               cloud::results_table("results"));
    form(awscloud::kSns, "Action=CreateTopic&Version=2010-03-31&Name=images");
    form(kSqs, "Action=CreateQueue&Version=2012-11-05&QueueName=heard");
    form(awscloud::kSns, std::string("Action=Subscribe&Version=2010-03-31&Protocol=sqs&TopicArn=") +
                             kArn + "&Endpoint=" + kQueueArn);
  }

  // moto has no DetectFaces and no DetectModerationLabels.
  static std::optional<curl::HttpResponse> scripted(curl::HttpRequest const& request) {
    std::string const target = awscloud::ScriptedCloud::header(request, "x-amz-target");
    if (target.ends_with(".DetectFaces")) {
      return awscloud::answer(200, R"({"FaceDetails":[{"Confidence":99}]})");
    }
    if (target.ends_with(".DetectModerationLabels")) {
      return awscloud::answer(200, R"({"ModerationLabels":[],"ModerationModelVersion":"7.0"})");
    }
    return std::nullopt;
  }

  std::string form(awscloud::Service service, std::string body) {
    cloud::Call call{.service = service};
    call.headers = {{"content-type", "application/x-www-form-urlencoded"}};
    call.body = std::move(body);
    auto const answer = moto_.client().send(call);
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? answer->body : "";
  }

  Result<Json> call(std::string const& name, Json const& payload) {
    for (auto const& function : functions_) {
      if (function->name() == name) return function->handle(payload, context_);
    }
    return fail(Errc::not_found, "ResourceNotFoundException", name);
  }

  // As API Gateway asks; the answer's body.
  Json ask(std::string const& name, Json request) {
    request["requestContext"] = request["headers"] = Json::object();
    Json const answer = call(name, request).value();
    EXPECT_EQ(answer["statusCode"], 200) << answer.dump();
    return Json::parse(text_member(answer, "body"));
  }

  // By an upload URL; gives the event that S3 would send.
  Json upload(BytesView file) {
    Json const permit =
        ask("presigned_url_generator",
            {{"httpMethod", "POST"},
             {"path", "/upload-url"},
             {"body", R"({"fileName":"cat.bmp","fileType":"image/bmp","userId":"ann"})"}});
    curl::HttpRequest put{
        .method = "PUT", .url = permit["uploadUrl"], .body = std::string(text_of(file))};
    for (auto const& [header, value] : permit["headers"].items()) {
      put.headers.emplace_back(header, value);
    }
    auto const done = curl::HttpClient().send(put);
    EXPECT_TRUE(done && done->status == 200);
    return {{"detail-type", "Object Created"},
            {"detail",
             {{"bucket", {{"name", kBucket}}},
              {"object",
               {{"key", permit["key"]},
                {"size", file.size()},
                {"version-id", std::string(done->header("x-amz-version-id").value())},
                {"sequencer", "00617F08299329D189"}}}}}};
  }

  asl::Execution run(Json const& event) {
    return WorkflowRun(timers_, random_,
                       [this](std::string const& name, Json const& payload) {
                         called_.push_back(name);
                         return call(name, payload);
                       })
        .run(event);
  }

  std::string heard() {
    return form(kSqs, "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=" +
                          cloud::MotoServer::shared().url() + "/123456789012/heard");
  }

  static constexpr awscloud::Service kSqs{"sqs", "sqs"};

  SystemClock clock_;
  ManualClock timers_;
  SystemRandom random_;
  IdGenerator ids_{clock_, random_};
  cloud::TestCloud moto_{cloud::MotoServer::shared().url(), clock_, {}, scripted};
  cloud::TestBuckets buckets_{moto_.client()};
  awscloud::ObjectStore objects_{moto_.client()};
  awscloud::UrlSigner signer_{moto_.client()};
  awscloud::ResultStore results_{moto_.client(), {.table = "results"}};
  awscloud::ImageAnalyzer analyzer_{moto_.client(), objects_, clock_, {.from_s3 = true}};
  awscloud::TopicNotifier topic_{moto_.client(), kArn};
  notify::FanOut channels_;
  results::Cursors cursors_{Bytes(20)};
  Context context_{"request-1", "arn:aws:lambda:::function:f", {}, {}};
  std::vector<std::unique_ptr<Function>> functions_;
  std::vector<std::string> called_;
};

TEST_F(CloudPipeline, AnImageGoesTheWholeWay) {
  auto const execution = run(upload(sample_bmp()));
  EXPECT_EQ(execution.status(), asl::Status::succeeded) << execution.cause().value_or("");
  EXPECT_EQ(called_,
            (std::vector<std::string>{"image_processor", "rekognition_analyzer", "result_saver",
                                      "notification_handler", "notification_handler"}));
  Json const page = ask("result_viewer", {{"httpMethod", "GET"}, {"path", "/results"}});
  ASSERT_EQ(page["count"], 1) << page.dump();
  Json const& record = page["items"][0];
  EXPECT_EQ(record["status"], "COMPLETED");
  EXPECT_EQ(record["user_id"], "ann");
  EXPECT_EQ(record["execution_arn"], "arn:execution");
  EXPECT_EQ(record["labels"][0]["Name"], "Mobile Phone");
  EXPECT_EQ(record["faces"].size(), 1U);
  EXPECT_FALSE(record["text"].empty());
  EXPECT_FALSE(record["properties"].empty());
  EXPECT_EQ(record["models"]["rekognition-moderation"], "7.0");
  // The analysis was past the limit, and went around the workflow.
  auto const derived = objects_.list(kBucket, {.prefix = "derived/"}).value();
  EXPECT_EQ(derived.objects.size(), 1U);
  EXPECT_NE(heard().find("COMPLETED"), std::string::npos);
}

TEST_F(CloudPipeline, WhatIsNoPictureIsRejected) {
  auto const execution = run(upload(bytes_of("no picture at all")));
  EXPECT_EQ(execution.status(), asl::Status::succeeded);
  Json const page = ask("result_viewer", {{"httpMethod", "GET"}, {"path", "/results"}});
  EXPECT_EQ(page["items"][0]["status"], "REJECTED");
  EXPECT_EQ(page["items"][0]["error"]["code"], "InvalidImageFormat");
  EXPECT_NE(heard().find("REJECTED"), std::string::npos);
}

TEST_F(CloudPipeline, AnImageThatIsDeletedLeavesNothing) {
  Json const event = upload(sample_bmp());
  std::string const key = event["detail"]["object"]["key"];
  ASSERT_TRUE(objects_.remove({kBucket, key, {}}, {}));
  auto const execution = run(event);
  EXPECT_EQ(execution.status(), asl::Status::failed);
  EXPECT_EQ(execution.error(), "ImageFailed");
  EXPECT_EQ(ask("result_viewer", {{"httpMethod", "GET"}, {"path", "/results"}})["count"], 0);
  EXPECT_EQ(heard().find("FAILED"), std::string::npos);
}

}  // namespace
}  // namespace helio::functions
