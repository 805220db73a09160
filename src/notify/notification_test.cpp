// Goal: what a notification tells, and that it comes back from JSON.
#include "notify/notification.hpp"

#include <gtest/gtest.h>

namespace helio::notify {
namespace {

constexpr Timestamp kTime(std::chrono::seconds(1'750'000'000));

results::Record record(results::Status status) {
  results::Record made;
  made.image_id = "id";
  made.status = status;
  made.bucket = "photos";
  made.key = "uploads/cat.jpg";
  made.version_id = "v1";
  made.created_at = made.updated_at = kTime;
  made.image = {{"format", "jpeg"}, {"exif", {{"gps", 1}}}};
  made.labels = Json::array();
  for (char const* name : {"Cat", "Animal", "Pet", "Mammal"}) {
    made.labels.push_back({{"Name", name}, {"Confidence", 97.6}, {"Instances", Json::array()}});
  }
  made.faces = Json::array({1});
  if (status == results::Status::rejected || status == results::Status::failed) {
    made.error = results::Failure{"ImageTooLarge", "It has 20 MB.", "ValidateImage"};
  }
  return made;
}

TEST(Notification, Summaries) {
  struct Row {
    results::Status status;
    char const *type, *summary;
  };
  Row const rows[] = {
      {results::Status::completed, "image.analyzed", "cat.jpg: Cat 98 %, Animal 98 %, Pet 98 %"},
      {results::Status::low_confidence, "image.low_confidence",
       "cat.jpg, not sure: Cat 98 %, Animal 98 %, Pet 98 %"},
      {results::Status::rejected, "image.rejected", "cat.jpg was rejected: It has 20 MB."},
      {results::Status::failed, "image.failed", "cat.jpg could not be analysed: It has 20 MB."}};
  for (Row const& row : rows) {
    auto const made = notification_of(record(row.status), kTime).value();
    EXPECT_EQ(to_string(made.kind), row.type);
    EXPECT_EQ(summary(made), row.summary);
  }
  EXPECT_FALSE(notification_of(record(results::Status::processing), kTime));
}

TEST(Notification, CarriesTheVerdictWithoutDetails) {
  Json const json =
      notification_json(notification_of(record(results::Status::completed), kTime).value());
  EXPECT_FALSE(json["image"].contains("faces"));
  EXPECT_FALSE(json["image"]["image"].contains("exif"));
  EXPECT_EQ(json["image"]["labels"][0], (Json{{"Name", "Cat"}, {"Confidence", 97.6}}));
}

TEST(Notification, TheIdIsOfTheImageVersionStatusAndExecution) {
  auto const id = [](results::Record const& of) { return notification_of(of, kTime)->id; };
  results::Record other = record(results::Status::completed);
  EXPECT_EQ(id(other), id(record(results::Status::completed)));
  EXPECT_NE(id(other), id(record(results::Status::failed)));
  other.execution_arn = "another";
  EXPECT_NE(id(other), id(record(results::Status::completed)));
}

TEST(Notification, AMessageComesBackFromJson) {
  Notification const made{.id = "m1",
                          .kind = Kind::message,
                          .time = kTime,
                          .message = Message{.topic_arn = "arn:t",
                                             .subject = "Cats",
                                             .text = "A cat came.",
                                             .attributes = {{"a", {{"Type", "String"}}}}}};
  Json const json = notification_json(made);
  EXPECT_EQ(json["Type"], "Notification");
  auto const read = notification_from_json(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->kind, Kind::message);
  EXPECT_EQ(notification_json(*read), json);
  EXPECT_EQ(summary(*read), "Cats");
  Json altered = json;
  altered.erase("MessageId");
  EXPECT_EQ(notification_from_json(altered).error().name, "InvalidNotification");
}

TEST(Notification, ComesBackFromJson) {
  auto const made = notification_of(record(results::Status::failed), kTime).value();
  auto const read = notification_from_json(notification_json(made));
  ASSERT_TRUE(read);
  EXPECT_EQ(notification_json(*read), notification_json(made));
  Json json = notification_json(made);
  for (char const* member : {"id", "type", "time", "image"}) {
    Json altered = json;
    altered[member] = 5;
    EXPECT_EQ(notification_from_json(altered).error().name, "InvalidNotification") << member;
  }
  EXPECT_FALSE(notification_from_json(Json::array()));
}

}  // namespace
}  // namespace helio::notify
