#include "events/event.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio::events {
namespace {

Timestamp const noon{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) +
                     std::chrono::hours(12)};

TEST(Event, ObjectCreatedHasS3sShapeAndOrder) {
  Event event = object_created({.bucket = "photos",
                                .key = "uploads/a \"b\".jpg",
                                .size_bytes = 5,
                                .etag = "b1946ac92492d2347c6235b4d2611184",
                                .version_id = "v1",
                                .sequencer = "0061",
                                .request_id = "R1",
                                .requester = "111122223333",
                                .source_ip_address = "127.0.0.1",
                                .reason = "PutObject",
                                .account = "111122223333",
                                .region = "ca-central-1",
                                .time = noon});
  event.id = "17793124-05d4-b198-2fde-7ededc63b103";
  EXPECT_EQ(to_json(event),
            R"({"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103",)"
            R"("detail-type":"Object Created","source":"aws.s3","account":"111122223333",)"
            R"("time":"2026-11-25T12:00:00Z","region":"ca-central-1",)"
            R"("resources":["arn:aws:s3:::photos"],"detail":{"version":"0",)"
            R"("bucket":{"name":"photos"},"object":{"key":"uploads/a \"b\".jpg","size":5,)"
            R"("etag":"b1946ac92492d2347c6235b4d2611184","version-id":"v1","sequencer":"0061"},)"
            R"("request-id":"R1","requester":"111122223333","source-ip-address":"127.0.0.1",)"
            R"("reason":"PutObject"}})");
  EXPECT_TRUE(validate(event));
}

TEST(Event, AnObjectWithoutVersionHasNoVersionId) {
  EXPECT_EQ(object_created({.bucket = "b", .key = "k"}).detail.find("version-id"),
            std::string::npos);
}

TEST(Event, AReplayAddsItsName) {
  std::string const json = with_replay_name(to_json({.source = "s", .detail_type = "d"}), "r\"1");
  EXPECT_EQ(parse_json(json)->at("replay-name"), "r\"1");
}

TEST(Event, BytesThatAreNoTextDoNotBreakTheEnvelope) {
  EXPECT_TRUE(parse_json(to_json(object_created({.bucket = "b", .key = "k\xff"}))));
}

TEST(Event, Refusals) {
  Event const good{.source = "s", .detail_type = "d", .detail = R"({"a":1})"};
  EXPECT_TRUE(validate(good));
  auto const error = [&good](auto change) {
    Event event = good;
    change(event);
    auto const valid = validate(event);
    return valid ? std::string() : valid.error().name;
  };
  EXPECT_EQ(error([](Event& e) { e.source.clear(); }), "ValidationException");
  EXPECT_EQ(error([](Event& e) { e.detail_type.clear(); }), "ValidationException");
  EXPECT_EQ(error([](Event& e) { e.detail = "[]"; }), "MalformedDetail");
  EXPECT_EQ(error([](Event& e) { e.detail = "{"; }), "MalformedDetail");
  EXPECT_EQ(error([](Event& e) { e.source.assign(300'000, 'x'); }), "EntryTooLarge");
}

}  // namespace
}  // namespace helio::events
