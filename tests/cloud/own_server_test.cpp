// Goal: the adapters keep their ports' promises over this project's own S3, Rekognition, Step
// Functions and EventBridge, which verify every signature; and Rekognition and the engine in
// process are two of one kind.
#include "own_server.hpp"

#include <gtest/gtest.h>

#include "adapters/awscloud/event_publisher.hpp"
#include "adapters/awscloud/image_analyzer.hpp"
#include "adapters/awscloud/object_store.hpp"
#include "adapters/awscloud/state_machines.hpp"
#include "adapters/awscloud/url_signer.hpp"
#include "contract/image_analyzer_contract.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/object_versions_contract.hpp"
#include "functions/local_image_analyzer.hpp"

namespace helio::cloud {
namespace {

class S3 final : public objects::StoreUnderTest {
 public:
  objects::ObjectStore& objects() override { return store_; }
  objects::MultipartStore& uploads() override { return server_.store(); }
  objects::VersionStore& versions() override { return server_.store(); }
  objects::BucketStore& buckets() override { return buckets_; }
  ManualClock& clock() override { return server_.clock(); }
  std::vector<objects::ObjectChange> changes() override { return {}; }
  int bodies() override { return static_cast<int>(server_.store().bodies()); }
  [[nodiscard]] objects::StoreTraits traits() const override {
    return {.tells_changes = false, .refuses_early = false, .many_checksums = false};
  }

 private:
  OwnServer server_;
  awscloud::ObjectStore store_{server_.cloud().client()};
  TestBuckets buckets_{server_.cloud().client()};
};

std::unique_ptr<objects::StoreUnderTest> s3() { return std::make_unique<S3>(); }

void make_photos(objects::MemoryStore& store) {
  EXPECT_TRUE(store.buckets().create_bucket("photos"));
  EXPECT_TRUE(store.buckets().set_versioning("photos", objects::Versioning::enabled));
}

class Local final : public functions::AnalyzerUnderTest {
 public:
  Local() { make_photos(store_); }
  functions::ImageAnalyzer& analyzer() override { return analyzer_; }
  objects::ObjectStore& objects() override { return store_; }

 private:
  ManualClock clock_;
  objects::MemoryStore store_{clock_};
  functions::LocalImageAnalyzer analyzer_{engine(), store_};
};

class Rekognition final : public functions::AnalyzerUnderTest {
 public:
  explicit Rekognition(bool from_s3)
      : analyzer_(server_.cloud().client(), store_, server_.clock(), {.from_s3 = from_s3}) {
    make_photos(server_.store());
  }
  functions::ImageAnalyzer& analyzer() override { return analyzer_; }
  objects::ObjectStore& objects() override { return store_; }

 private:
  OwnServer server_{engine()};
  awscloud::ObjectStore store_{server_.cloud().client()};
  awscloud::ImageAnalyzer analyzer_;
};

std::unique_ptr<functions::AnalyzerUnderTest> local() { return std::make_unique<Local>(); }
std::unique_ptr<functions::AnalyzerUnderTest> by_bytes() {
  return std::make_unique<Rekognition>(false);
}
std::unique_ptr<functions::AnalyzerUnderTest> by_object() {
  return std::make_unique<Rekognition>(true);
}

TEST(OwnServer, APresignedUrlIsVerifiedAndTakesNothingElse) {
  OwnServer server;
  make_photos(server.store());
  auto const upload = awscloud::UrlSigner(server.cloud().client())
                          .sign_upload({.bucket = "photos",
                                        .key = "uploads/a b+\xc3\xa4.jpg",
                                        .origin = "",
                                        .content_type = "image/jpeg",
                                        .user_metadata = {{"user-id", "ann"}}})
                          .value();
  curl::HttpRequest put{.method = "PUT", .url = upload.url, .headers = {}, .body = "abc"};
  put.headers = {{"Content-Type", "text/html"}};
  EXPECT_EQ(curl::HttpClient().send(put)->status, 403);
  put.headers = {{"Content-Type", "image/jpeg"}};
  EXPECT_EQ(curl::HttpClient().send(put)->status, 200);
  auto const info = server.store().head({"photos", "uploads/a b+\xc3\xa4.jpg", {}}).value();
  EXPECT_EQ(info.user_metadata.at("user-id"), "ann");
}

TEST(OwnServer, RunsExecutions) {
  OwnServer server;
  Json const made = server.cloud().json(
      awscloud::kStates, "AWSStepFunctions.CreateStateMachine",
      {{"name", "m"},
       {"definition", R"({"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}})"},
       {"roleArn", "arn:aws:iam::000000000000:role/r"}});
  std::string const machine = made["stateMachineArn"];
  awscloud::StateMachines machines(server.cloud().client());
  auto const started = machines.start(machine, "one", {{"a", 1}});
  ASSERT_TRUE(started) << started.error().name << started.error().message;
  auto seen = machines.describe(started->arn).value();
  while (seen.status == "RUNNING") seen = machines.describe(started->arn).value();
  EXPECT_EQ(seen.status, "SUCCEEDED");
  EXPECT_EQ(seen.output, R"({"a":1})");
  EXPECT_EQ(machines.start(machine, "one", {{"a", 2}}).error().name, "ExecutionAlreadyExists");
  EXPECT_EQ(machines.describe(started->arn + "x").error().name, "ExecutionDoesNotExist");
}

TEST(OwnServer, TakesEvents) {
  OwnServer server;
  std::vector<awscloud::EventEntry> entries;
  for (int i = 0; i < 12; ++i) entries.push_back({"helio.test", "Done", {{"i", i}}, {}});
  entries[3].detail = Json("no object");
  auto const outcomes = awscloud::EventPublisher(server.cloud().client()).put(entries).value();
  for (std::size_t i = 0; i < outcomes.size(); ++i) EXPECT_EQ(outcomes[i].has_value(), i != 3) << i;
  EXPECT_EQ(outcomes[3].error().name, "MalformedDetail");
}

TEST(OwnServer, RefusesAKeyThatIsNone) {
  OwnServer server;
  auto const& settings = server.cloud().client().settings();
  TestCloud stranger(settings.endpoint(awscloud::kS3).value(), server.clock());
  EXPECT_EQ(awscloud::ObjectStore(stranger.client()).list("photos", {}).error().name,
            "InvalidAccessKeyId");
  EXPECT_EQ(awscloud::StateMachines(stranger.client()).describe("a").error().code,
            Errc::unauthenticated);
}

}  // namespace
}  // namespace helio::cloud

namespace helio::objects {
INSTANTIATE_TEST_SUITE_P(OwnS3, ObjectStoreContract, testing::Values(cloud::s3));
INSTANTIATE_TEST_SUITE_P(OwnS3, ObjectVersionsContract, testing::Values(cloud::s3));
}  // namespace helio::objects
namespace helio::functions {
INSTANTIATE_TEST_SUITE_P(Local, ImageAnalyzerContract, testing::Values(cloud::local));
INSTANTIATE_TEST_SUITE_P(Rekognition, ImageAnalyzerContract,
                         testing::Values(cloud::by_bytes, cloud::by_object));
}  // namespace helio::functions
