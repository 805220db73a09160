// Goal: the adapters keep their ports' promises over moto's S3, DynamoDB, SNS, Step Functions and
// EventBridge, as their local twins do over their own stores. moto's delete markers are not S3's:
// what is promised of versions is tested against our own server.
#include <gtest/gtest.h>

#include "adapters/awscloud/event_publisher.hpp"
#include "adapters/awscloud/object_store.hpp"
#include "adapters/awscloud/result_store.hpp"
#include "adapters/awscloud/state_machines.hpp"
#include "adapters/awscloud/topic_notifier.hpp"
#include "adapters/awscloud/url_signer.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/result_questions_contract.hpp"
#include "moto_server.hpp"
#include "results_table.hpp"
#include "test_cloud.hpp"

namespace helio::cloud {
namespace {

SystemClock const kClock;

// moto is empty when this begins.
struct Moto {
  Moto() { MotoServer::shared().reset(); }
  TestCloud cloud{MotoServer::shared().url(), kClock};
};

class S3 final : public objects::StoreUnderTest {
 public:
  objects::ObjectStore& objects() override { return store_; }
  objects::MultipartStore& uploads() override { std::abort(); }
  objects::VersionStore& versions() override { std::abort(); }
  objects::BucketStore& buckets() override { return buckets_; }
  ManualClock& clock() override { return clock_; }
  std::vector<objects::ObjectChange> changes() override { return {}; }
  int bodies() override { return -1; }
  [[nodiscard]] objects::StoreTraits traits() const override {
    return {.tells_changes = false,
            .refuses_early = false,
            .own_clock = false,
            .many_checksums = false,
            .many_writers = false};  // moto answers 500 to two at a time
  }

 private:
  Moto moto_;
  ManualClock clock_;
  awscloud::ObjectStore store_{moto_.cloud.client()};
  TestBuckets buckets_{moto_.cloud.client()};
};

std::unique_ptr<objects::StoreUnderTest> s3() { return std::make_unique<S3>(); }

struct DynamoDb {
  DynamoDb() {
    moto.cloud.json(awscloud::kDynamoDb, "DynamoDB_20120810.CreateTable", results_table("results"));
  }
  Moto moto;
  awscloud::ResultStore store{moto.cloud.client(), {.table = "results"}};
};

std::shared_ptr<results::ResultStore> dynamodb() {
  auto const all = std::make_shared<DynamoDb>();
  return {all, &all->store};
}

TEST(MotoDynamoDb, TwoWritersOfOneRecordLeaveTheNewerVersion) {
  DynamoDb one;
  constexpr int kWriters = 6;
  {
    std::vector<std::jthread> threads;
    for (int writer = 1; writer <= kWriters; ++writer) {
      threads.emplace_back([&one, writer] {
        auto record = results::sample_record(writer);
        record.image_id = results::sample_record(0).image_id;
        auto const stored = one.store.put(record);
        if (!stored) {
          EXPECT_EQ(stored.error().name, "ConditionalCheckFailedException");
        }
      });
    }
  }
  auto const left = one.store.get(results::sample_record(0).image_id).value();
  EXPECT_EQ(left.version_id, "v" + std::to_string(kWriters));
}

TEST(MotoS3, APresignedUrlIsSignedForWhatItSays) {
  Moto moto;
  ASSERT_TRUE(TestBuckets(moto.cloud.client()).create_bucket("photos"));
  auto const upload = awscloud::UrlSigner(moto.cloud.client())
                          .sign_upload({.bucket = "photos",
                                        .key = "uploads/a b.jpg",
                                        .origin = "",
                                        .content_type = "image/jpeg",
                                        .user_metadata = {}})
                          .value();
  curl::HttpRequest put{.method = "PUT", .url = upload.url, .headers = {}, .body = "abc"};
  for (auto const& header : upload.headers) put.headers.push_back(header);
  EXPECT_EQ(curl::HttpClient().send(put)->status, 200);
  awscloud::ObjectStore store(moto.cloud.client());
  EXPECT_EQ(store.head({"photos", "uploads/a b.jpg", {}})->content_type, "image/jpeg");
}

TEST(MotoSns, ATopicTakesNotificationsAndAMissingOneIsSaid) {
  Moto moto;
  Call make{.service = awscloud::kSns};
  make.headers = {{"content-type", "application/x-www-form-urlencoded"}};
  make.body = "Action=CreateTopic&Version=2010-03-31&Name=t";
  ASSERT_TRUE(moto.cloud.client().send(make));
  auto const told =
      notify::notification_of(results::sample_record(1), Timestamp(std::chrono::seconds(1)))
          .value();
  std::string const prefix = "arn:aws:sns:us-east-1:123456789012:";
  auto const sent = awscloud::TopicNotifier(moto.cloud.client(), prefix + "t").notify(told);
  EXPECT_TRUE(sent) << sent.error().name << sent.error().message;
  auto const lost = awscloud::TopicNotifier(moto.cloud.client(), prefix + "gone").notify(told);
  EXPECT_EQ(lost.error().name, "NotFound");
}

TEST(MotoSts, TheRoleOfAProfileIsAssumed) {
  ScratchFolder const folder;
  auto const config = folder.path() / "config";
  ASSERT_TRUE(write_file(config, bytes_of("[default]\nregion = us-east-1\n"
                                          "role_arn = arn:aws:iam::123456789012:role/r\n"
                                          "source_profile = keys\n[profile keys]\n"
                                          "aws_access_key_id = a\naws_secret_access_key = b\n")));
  auto const settings =
      awscloud::Settings::load(
          awscloud::environment_of({{"AWS_CONFIG_FILE", config.string()},
                                    {"AWS_SHARED_CREDENTIALS_FILE", "/dev/null"},
                                    {"AWS_ENDPOINT_URL", MotoServer::shared().url()}}))
          .value();
  curl::HttpClient http;
  awscloud::CredentialChain chain(
      awscloud::credential_sources(settings, awscloud::over(http), kClock), kClock);
  auto const found = chain.get();
  ASSERT_TRUE(found) << found.error().name << found.error().message;
  EXPECT_TRUE(found->access_key_id.starts_with("ASIA"));
  EXPECT_FALSE(found->session_token.empty());
  EXPECT_GT(found->expires_at, kClock.wall() + awscloud::kRenewBefore);
}

TEST(MotoStates, TheWorkflowIsAcceptedAndStarted) {
  Moto moto;
  auto const file = read_file(HELIO_WORKFLOW, 1U << 20U).value();
  std::string definition(text_of(file));
  for (auto at = definition.find("${"); at != std::string::npos; at = definition.find("${")) {
    auto const end = definition.find('}', at);
    bool const number = definition.substr(at, end - at) == "${ConfidenceThreshold";
    definition.replace(at, end - at + 1, number ? "80" : "arn:aws:lambda:us-east-1:1:function:f");
  }
  Json const made = moto.cloud.json(awscloud::kStates, "AWSStepFunctions.CreateStateMachine",
                                    {{"name", "image-pipeline"},
                                     {"definition", definition},
                                     {"roleArn", "arn:aws:iam::123456789012:role/r"}});
  std::string const machine = made["stateMachineArn"];
  awscloud::StateMachines machines(moto.cloud.client());
  auto const started = machines.start(machine, "one", {{"a", 1}});
  ASSERT_TRUE(started) << started.error().name << started.error().message;
  auto const seen = machines.describe(started->arn);
  ASSERT_TRUE(seen) << seen.error().name;
  EXPECT_EQ(seen->name, "one");
  EXPECT_EQ(seen->machine_arn, machine);
  EXPECT_EQ(seen->input, R"({"a":1})");
  EXPECT_EQ(machines.start(machine, "one", {{"a", 2}}).error().name, "ExecutionAlreadyExists");
  EXPECT_EQ(machines.start(machine + "x", "one", {}).error().name, "StateMachineDoesNotExist");
  EXPECT_EQ(machines.describe(started->arn + "x").error().name, "ExecutionDoesNotExist");
}

TEST(MotoEvents, EventsGetIds) {
  Moto moto;
  awscloud::EventPublisher publisher(moto.cloud.client());
  std::vector<awscloud::EventEntry> entries;
  for (int i = 0; i < 12; ++i) entries.push_back({"helio.test", "Done", {{"i", i}}, {}});
  auto const outcomes = publisher.put(entries).value();
  for (auto const& outcome : outcomes) EXPECT_TRUE(outcome && !outcome->empty());
}

}  // namespace
}  // namespace helio::cloud

namespace helio::objects {
INSTANTIATE_TEST_SUITE_P(Moto, ObjectStoreContract, testing::Values(cloud::s3));
}
namespace helio::results {
INSTANTIATE_TEST_SUITE_P(Moto, ResultStoreContract, testing::Values(cloud::dynamodb));
INSTANTIATE_TEST_SUITE_P(Moto, ResultQuestionsContract, testing::Values(cloud::dynamodb));
}  // namespace helio::results
