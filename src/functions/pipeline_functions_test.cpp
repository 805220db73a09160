// Goal: each function of the workflow gives what the next expects, and its errors have the names
// that the workflow catches.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "functions/image_processor.hpp"
#include "functions/notification_handler.hpp"
#include "functions/object_created.hpp"
#include "functions/rekognition_analyzer.hpp"
#include "functions/result_saver.hpp"
#include "functions/sample_pipeline.hpp"
#include "notify/feed_notifier.hpp"

namespace helio::functions {
namespace {

using results::Status;

// Somebody deletes the image just before its record is written.
class DeletedAtPut final : public results::ResultStore {
 public:
  DeletedAtPut(results::ResultStore& inner, objects::ObjectStore& objects)
      : inner_(inner), objects_(objects) {}
  Result<bool> put(results::Record const& record) override {
    EXPECT_TRUE(objects_.remove(object_of(record), {}));
    EXPECT_TRUE(inner_.remove(record.image_id));
    return inner_.put(record);
  }
  Result<results::Record> get(std::string_view image_id) override { return inner_.get(image_id); }
  Result<results::Removed> remove(std::string_view image_id) override {
    return inner_.remove(image_id);
  }
  Result<results::Page> query(results::Query const& query) override { return inner_.query(query); }
  Result<std::vector<results::Removed>> expired(Timestamp now, int count_max) override {
    return inner_.expired(now, count_max);
  }
  Result<std::map<Status, std::int64_t>> counts() override { return inner_.counts(); }
  Result<results::Activity> activity(results::ActivityQuery const& query) override {
    return inner_.activity(query);
  }

 private:
  results::ResultStore& inner_;
  objects::ObjectStore& objects_;
};

class PipelineFunctions : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(sample_.created); }

  Result<Json> validate(Json const& detail) {
    return processor_.handle({{"detail", detail}, {"execution_arn", "arn:x"}}, sample_.context);
  }
  // The workflow's data once the picture is analysed.
  Json analyzed_data(std::string const& key = "uploads/cat.bmp") {
    Json const detail = sample_.upload(key, sample_bmp(), {{"user-id", "ann"}});
    Json data = {{"detail", detail}};
    data["validated"] = {{"record", validate(detail).value()}};
    data["analyzed"] = analyzer_.handle(data["validated"], sample_.context).value();
    return data;
  }
  Result<Json> save(char const* status, Json const& data) {
    return saver_.handle({{"status", status},
                          {"execution_arn", "arn:x"},
                          {"failed_state", "AState"},
                          {"input", data}},
                         sample_.context);
  }

  SamplePipeline sample_;
  ImageProcessor processor_{
      sample_.objects, *sample_.results, sample_.clock, {.bytes_max = 1'000, .side_px_max = 100}};
  RekognitionAnalyzer analyzer_{sample_.analyzer, sample_.objects, {.bytes_max = 1'000}};
  ResultSaver saver_{*sample_.results, sample_.objects, sample_.clock, std::chrono::days(30)};
};

TEST_F(PipelineFunctions, AGoodPictureIsProcessing) {
  Json const detail = sample_.upload("uploads/a b.bmp", sample_bmp(3, 1), {{"user-id", "ann"}});
  auto const answer = validate(detail);
  ASSERT_TRUE(answer) << answer.error().message;
  results::Record const record = results::record_from_json(*answer).value();
  EXPECT_EQ(record.status, Status::processing);
  EXPECT_EQ(record.user_id, "ann");
  EXPECT_EQ(record.key, "uploads/a b.bmp");
  EXPECT_EQ(record.execution_arn, "arn:x");
  EXPECT_EQ(record.image["format"], "bmp");
  EXPECT_EQ(record.image["width_px"], 3);
  EXPECT_EQ(record.image["sha256"].get<std::string>().size(), 64U);
  EXPECT_EQ(sample_.results->get(record.image_id)->status, Status::processing);
}

TEST_F(PipelineFunctions, WhatIsNoGoodPictureHasAName) {
  struct Row {
    Bytes file;
    char const* error;
  };
  Row const rows[] = {{{}, "EmptyImage"},
                      {Bytes(10, std::byte{'x'}), "InvalidImageFormat"},
                      {Bytes(1'001, std::byte{'x'}), "ImageTooLarge"},
                      {sample_bmp(101, 1), "ImageSideTooLong"}};
  for (Row const& row : rows) {
    auto const answer = validate(sample_.upload("uploads/x", row.file));
    ASSERT_FALSE(answer) << row.error;
    EXPECT_EQ(answer.error().name, row.error);
  }
}

TEST_F(PipelineFunctions, ObjectsThatAreGoneAndEventsThatAreNone) {
  Json detail = sample_.upload("uploads/x", sample_bmp());
  detail["object"]["key"] = "uploads/y";
  auto const gone = validate(detail);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, Errc::not_found);
  for (Json const& bad :
       {Json(), Json(1), Json{{"object", 1}}, Json{{"bucket", {{"name", "b"}}}}}) {
    EXPECT_EQ(validate(bad).error().name, "InvalidEvent");
  }
}

// A delete without a version leaves the version where it was, behind a marker.
TEST_F(PipelineFunctions, AnImageBehindADeleteMarkerIsGone) {
  Json const detail = sample_.upload("uploads/x.bmp", sample_bmp());
  ASSERT_TRUE(sample_.objects.remove({"photos", "uploads/x.bmp", {}}, {}));
  auto const gone = validate(detail);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().name, "NoSuchKey");
  EXPECT_TRUE(sample_.results->query({}).value().items.empty());

  Json const data = analyzed_data();
  auto const record = sample_.results->query({}).value().items.at(0);
  ASSERT_TRUE(sample_.objects.remove({"photos", record.key, {}}, {}));
  ASSERT_TRUE(sample_.results->remove(record.image_id));
  EXPECT_EQ(save("COMPLETED", data).value()["stored"], false);
  EXPECT_FALSE(sample_.results->get(record.image_id));
}

TEST_F(PipelineFunctions, AnImageWithANewerOneBeforeItIsThere) {
  Json const data = analyzed_data();
  sample_.upload("uploads/cat.bmp", sample_bmp(2, 2));
  EXPECT_EQ(save("COMPLETED", data).value()["stored"], true);
  EXPECT_TRUE(validate(data["detail"]));
}

TEST_F(PipelineFunctions, TheAnalysisIsPassedOn) {
  Json const data = analyzed_data();
  EXPECT_EQ(data["analyzed"]["confidence"], 98.5);
  EXPECT_EQ(data["analyzed"]["analysis"]["labels"][0]["Name"], "Cat");
  EXPECT_EQ(sample_.analyzer.asked.at(0).key, "uploads/cat.bmp");
}

TEST_F(PipelineFunctions, WithoutLabelsNothingIsSure) {
  sample_.analyzer.answer->labels = Json::array();
  EXPECT_EQ(analyzed_data()["analyzed"]["confidence"], 0.0);
}

TEST_F(PipelineFunctions, ALargeAnalysisTravelsAsAReference) {
  sample_.analyzer.answer->text =
      Json::array({{{"DetectedText", std::string(2'000, 'x')}, {"Type", "LINE"}}});
  Json const data = analyzed_data();
  EXPECT_TRUE(data["analyzed"]["analysis"].contains("spilled"));
  EXPECT_EQ(data["analyzed"]["confidence"], 98.5);
  ASSERT_TRUE(save("COMPLETED", data));
  auto const page = sample_.results->query({}).value();
  EXPECT_EQ(page.items.at(0).text[0]["DetectedText"].get<std::string>().size(), 2'000U);
  auto const spilled = objects::ListOptions{.prefix = derived_prefix(page.items[0].image_id)};
  auto& store = sample_.objects;
  EXPECT_EQ(store.list(kDerivedBucket, spilled).value().objects.size(), 1U);
  ASSERT_TRUE(remove_spilled(store, kDerivedBucket, page.items[0].image_id));
  EXPECT_TRUE(store.list(kDerivedBucket, spilled).value().objects.empty());
}

TEST_F(PipelineFunctions, ErrorsOfTheAnalyzerAreItsOwn) {
  sample_.analyzer.answer = fail(Errc::invalid_argument, "ImageTruncated", "It ends early.");
  Json const detail = sample_.upload("uploads/cat.bmp", sample_bmp());
  Json const event = {{"record", validate(detail).value()}};
  EXPECT_EQ(analyzer_.handle(event, sample_.context).error().name, "ImageTruncated");
  EXPECT_EQ(analyzer_.handle({}, sample_.context).error().name, "InvalidRecord");
}

TEST_F(PipelineFunctions, TheResultIsSavedWhole) {
  Json const data = analyzed_data();
  sample_.clock.advance(std::chrono::seconds(2));
  auto const answer = save("COMPLETED", data);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ((*answer)["stored"], true);
  EXPECT_FALSE((*answer)["record"].contains("faces"));
  auto const record =
      sample_.results->get((*answer)["record"]["image_id"].get<std::string>()).value();
  EXPECT_EQ(record.status, Status::completed);
  EXPECT_EQ(record.user_id, "ann");
  EXPECT_EQ(record.confidence, 98.5);
  EXPECT_EQ(record.labels[0]["Name"], "Cat");
  EXPECT_EQ(record.models["model"], "1");
  EXPECT_EQ(record.timings_ms["labels"], 1.5);
  EXPECT_EQ(record.updated_at - record.created_at, std::chrono::seconds(2));
  EXPECT_EQ(record.expires_at, record.updated_at + std::chrono::days(30));
  EXPECT_FALSE(record.error);
}

TEST_F(PipelineFunctions, ARejectionSaysWhy) {
  Json const detail = sample_.upload("uploads/x", Bytes(10, std::byte{'x'}), {{"user-id", "bob"}});
  EXPECT_FALSE(validate(detail));
  Json const data = {
      {"detail", detail},
      {"error",
       {{"Error", "InvalidImageFormat"},
        {"Cause", R"({"errorMessage":"No picture.","errorType":"InvalidImageFormat"})"}}}};
  ASSERT_TRUE(save("REJECTED", data));
  auto const record = sample_.results->query({}).value().items.at(0);
  EXPECT_EQ(record.status, Status::rejected);
  EXPECT_EQ(record.user_id, "bob");
  EXPECT_EQ(record.image["size_bytes"], 10);
  EXPECT_EQ(record.error->code, "InvalidImageFormat");
  EXPECT_EQ(record.error->message, "No picture.");
  EXPECT_EQ(record.error->state, "AState");
}

TEST_F(PipelineFunctions, AFailureIsSavedEvenWithoutWhatWasFound) {
  Json data = analyzed_data();
  data["analyzed"]["analysis"] = {{"spilled", {{"bucket", "photos"}, {"key", "gone"}}}};
  data["error"] = {{"Error", "States.Timeout"}, {"Cause", ""}};
  EXPECT_FALSE(save("COMPLETED", data));
  ASSERT_TRUE(save("FAILED", data));
  auto const record = sample_.results->query({}).value().items.at(0);
  EXPECT_EQ(record.status, Status::failed);
  EXPECT_EQ(record.error->code, "States.Timeout");
}

TEST_F(PipelineFunctions, SavingTwiceIsSavingOnce) {
  Json const data = analyzed_data();
  EXPECT_EQ(save("COMPLETED", data).value()["stored"], true);
  EXPECT_EQ(save("COMPLETED", data).value()["stored"], true);
  EXPECT_EQ(sample_.results->query({}).value().items.size(), 1U);
}

TEST_F(PipelineFunctions, WhatWasDeletedMeanwhileStaysDeleted) {
  Json const data = analyzed_data();
  auto const record = sample_.results->query({}).value().items.at(0);
  ASSERT_TRUE(sample_.objects.remove(object_of(record), {}));
  ASSERT_TRUE(sample_.results->remove(record.image_id));
  for (char const* status : {"COMPLETED", "FAILED"}) {
    EXPECT_EQ(save(status, data).value()["stored"], false) << status;
    EXPECT_FALSE(sample_.results->get(record.image_id)) << status;
  }
}

TEST_F(PipelineFunctions, WhatIsDeletedWhileItIsSavedStaysDeleted) {
  Json const data = analyzed_data();
  auto const record = sample_.results->query({}).value().items.at(0);
  DeletedAtPut deleted(*sample_.results, sample_.objects);
  ResultSaver saver(deleted, sample_.objects, sample_.clock);
  auto const saved = saver.handle(
      {{"status", "COMPLETED"}, {"execution_arn", "arn:x"}, {"input", data}}, sample_.context);
  EXPECT_EQ(saved.value()["stored"], false);
  EXPECT_FALSE(sample_.results->get(record.image_id));
}

TEST_F(PipelineFunctions, AnObjectThatIsGoneAloneIsAFailure) {
  Json const data = analyzed_data();
  auto const record = sample_.results->query({}).value().items.at(0);
  ASSERT_TRUE(sample_.objects.remove(object_of(record), {}));
  EXPECT_EQ(save("FAILED", data).value()["stored"], true);
}

TEST_F(PipelineFunctions, BadStatusesAreRefused) {
  EXPECT_EQ(save("DONE", analyzed_data()).error().name, "InvalidStatus");
  EXPECT_EQ(save("PROCESSING", analyzed_data()).error().name, "InvalidNotification");
  EXPECT_EQ(save("COMPLETED", Json()).error().name, "InvalidEvent");
}

class DownNotifier final : public notify::Notifier {
 public:
  Result<void> notify(notify::Notification const&) override {
    return fail(Errc::unavailable, "ChannelFailed", "It is down.");
  }
};

TEST_F(PipelineFunctions, AnAudienceIsTold) {
  notify::LiveFeed feed(sample_.clock);
  notify::FeedNotifier to_feed(feed);
  DownNotifier down;
  notify::FanOut fan_out;
  fan_out.add("feed", "live feed", to_feed);
  fan_out.add("feed", "broken", down);
  fan_out.add("subscribers", "broken", down);
  NotificationHandler handler(fan_out, sample_.clock);
  Json saved = save("COMPLETED", analyzed_data()).value();
  auto const tell = [&](char const* audience) {
    return handler.handle({{"audience", audience}, {"saved", saved}}, sample_.context);
  };
  EXPECT_EQ(tell("feed").value().dump(),
            R"({"outcomes":[{"channel":"live feed","sent":true},{"channel":"broken",)"
            R"("sent":false,"error":"ChannelFailed","message":"It is down."}]})");
  EXPECT_EQ(tell("subscribers").error().name, "ChannelFailed");
  EXPECT_EQ(tell("nobody").value().dump(), R"({"outcomes":[]})");
  EXPECT_EQ(feed.since(0, 10).events.size(), 1U);
  saved["stored"] = false;
  EXPECT_EQ(tell("feed").value().dump(), R"({"outcomes":[]})");
  EXPECT_EQ(feed.since(0, 10).events.size(), 1U);
}

}  // namespace
}  // namespace helio::functions
