// Goal: PutEvents publishes what is right and tells of the rest entry by entry.
#include "aws/events/put_events.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/events/bus_in_memory.hpp"

namespace helio::aws::events {
namespace {

class PutEvents : public testing::Test, protected BusInMemory {
 protected:
  Result<Json> put(Json entries) { return put_events(*bus_, {{"Entries", std::move(entries)}}); }
  static Json entry() {
    return {{"Source", "cats"}, {"DetailType", "Cat Seen"}, {"Detail", R"({"name": "Tom"})"}};
  }
};

TEST_F(PutEvents, Publishes) {
  Json second = entry();
  second["EventBusName"] = "arn:aws:events:us-east-1:000000000000:event-bus/other";
  second["Resources"] = Json::array({"arn:a"});
  second["Time"] = 1.5;
  auto const answer = put(Json::array({entry(), second}));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ((*answer)["FailedEntryCount"], 0);
  auto const stored = store_.unrouted(10).value();
  ASSERT_EQ(stored.size(), 2U);
  EXPECT_EQ((*answer)["Entries"][0], (Json{{"EventId", stored[0].id}}));
  EXPECT_EQ(stored[0].bus, "default");
  EXPECT_EQ(stored[1].bus, "other");
  Json const event = Json::parse(stored[1].json);
  EXPECT_EQ(event["time"], "1970-01-01T00:00:01Z");
  EXPECT_EQ(event["resources"], Json::array({"arn:a"}));
  EXPECT_EQ(event["detail"], (Json{{"name", "Tom"}}));
}

TEST_F(PutEvents, TellsOfEachEntry) {
  struct Row {
    char const* change;
    char const* code;
  };
  Row const rows[] = {
      {R"({"Source": ""})", "InvalidArgument"},
      {R"({"DetailType": null})", "InvalidArgument"},
      {R"({"Detail": {"a": 1}})", "InvalidArgument"},
      {R"({"Detail": "text"})", "MalformedDetail"},
      {R"({"Detail": "[1]"})", "MalformedDetail"},
      {R"({"Source": "aws.s3"})", "NotAuthorizedForSourceException"},
      {R"({"Resources": "arn:a"})", "InvalidArgument"},
      {R"({"Resources": [1]})", "InvalidArgument"},
      {R"({"Time": "noon"})", "InvalidArgument"},
      {R"({"Time": -1})", "InvalidArgument"},
      {R"({"EventBusName": 7})", "InvalidArgument"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.change);
    Json wrong = entry();
    wrong.update(Json::parse(row.change));
    auto const answer = put(Json::array({wrong, entry()}));
    ASSERT_TRUE(answer);
    EXPECT_EQ((*answer)["FailedEntryCount"], 1);
    EXPECT_EQ((*answer)["Entries"][0]["ErrorCode"], row.code);
    EXPECT_TRUE((*answer)["Entries"][1].contains("EventId"));
  }
  EXPECT_EQ(put(Json::array({7})).value()["FailedEntryCount"], 1);
}

TEST_F(PutEvents, RefusesWhatIsNoList) {
  EXPECT_EQ(put(nullptr).error().name, "ValidationException");
  EXPECT_EQ(put(Json::array()).error().name, "ValidationException");
  EXPECT_EQ(put(Json(11, entry())).error().name, "ValidationException");
  Json large = entry();
  large["Detail"] = Json{{"x", std::string(200'000, 'x')}}.dump();
  EXPECT_EQ(put(Json(2, large)).error().name, "ValidationException");
  EXPECT_EQ(store_.event_count(), 0U);
  store_.fail_writes(Error{Errc::unavailable, "StoreUnavailable", "down"});
  EXPECT_EQ(put(Json(1, entry())).error().name, "StoreUnavailable");
}

}  // namespace
}  // namespace helio::aws::events
