// Goal: the record's JSON both ways, the rules of ids and of versions.
#include "results/record.hpp"

#include <gtest/gtest.h>

#include "base/ids.hpp"

namespace helio::results {
namespace {

constexpr char const* kId = "0192f0c1-2b3c-7d4e-8f50-123456789abc";

Record record() {
  Record made;
  made.image_id = kId;
  made.status = Status::completed;
  made.bucket = "photos";
  made.key = "a.jpg";
  made.created_at = Timestamp(std::chrono::milliseconds(1'750'000'000'123));
  made.updated_at = made.created_at;
  return made;
}

TEST(Record, JsonLeavesOutWhatIsNotThere) {
  EXPECT_EQ(record_json(record()).dump(),
            R"({"image_id":"0192f0c1-2b3c-7d4e-8f50-123456789abc","status":"COMPLETED",)"
            R"("bucket":"photos","key":"a.jpg","created_at":"2025-06-15T15:06:40.123Z",)"
            R"("updated_at":"2025-06-15T15:06:40.123Z"})");
}

TEST(Record, BadMembersAreNamed) {
  struct Row {
    char const* member;
    Json value;
  };
  Row const rows[] = {{"image_id", 1},
                      {"status", "DONE"},
                      {"bucket", nullptr},
                      {"created_at", "today"},
                      {"expires_at", 12},
                      {"confidence", "high"},
                      {"labels", Json::object()},
                      {"image", Json::array()},
                      {"error", {{"message", "no code"}}}};
  for (Row const& row : rows) {
    Json json = record_json(record());
    json[row.member] = row.value;
    auto const read = record_from_json(json);
    ASSERT_FALSE(read) << row.member;
    EXPECT_EQ(read.error().name, "InvalidRecord");
    EXPECT_NE(read.error().message.find(row.member), std::string::npos) << read.error().message;
  }
  EXPECT_FALSE(record_from_json(Json::array()));
}

TEST(Record, StatusesBothWays) {
  for (Status const status : {Status::processing, Status::completed, Status::low_confidence,
                              Status::rejected, Status::failed}) {
    EXPECT_EQ(parse_status(to_string(status)).value(), status);
  }
  EXPECT_EQ(parse_status("completed").error().name, "InvalidStatus");
}

TEST(ImageId, IsTheKeysOwnWhereUploadUrlMadeIt) {
  std::string const id = kId;
  EXPECT_EQ(image_id_of("b", "uploads/" + id + "/a.jpg", "v1"), id);
  EXPECT_EQ(image_id_of("b", "uploads/" + id + "/a.jpg", "v2"), id);
  for (std::string const& key :
       {"uploads/" + id, "uploads/" + id + "/", "other/" + id + "/a.jpg", "uploads/x" + id + "/a",
        "uploads/" + id + "x/a.jpg", std::string("uploads/a.jpg"), std::string()}) {
    std::string const made = image_id_of("b", key, "v1");
    EXPECT_TRUE(is_uuid(made));
    EXPECT_NE(made, id) << key;
    EXPECT_EQ(made, image_id_of("b", key, "v1"));
    EXPECT_NE(made, image_id_of("b", key, "v2"));
  }
  EXPECT_NE(image_id_of("a", "bc", ""), image_id_of("ab", "c", ""));
}

TEST(FileName, IsTheLastSegment) {
  EXPECT_EQ(file_name_of("uploads/x/cat.jpg"), "cat.jpg");
  EXPECT_EQ(file_name_of("cat.jpg"), "cat.jpg");
  EXPECT_EQ(file_name_of("a/"), "");
}

TEST(Replaces, Table) {
  struct Row {
    char const* name;
    char const *stored_sequencer, *sequencer;
    Status stored_status, status;
    bool want;
  };
  Row const rows[] = {
      {"newer", "00A1", "00A2", Status::completed, Status::processing, true},
      {"older", "00A2", "00A1", Status::processing, Status::completed, false},
      {"a shorter one is padded", "00A", "00A1", Status::completed, Status::completed, true},
      {"padding makes them equal", "00A0", "00A", Status::completed, Status::processing, false},
      {"progress", "00A1", "00A1", Status::processing, Status::completed, true},
      {"again", "00A1", "00A1", Status::completed, Status::failed, true},
      {"a retry in progress", "00A1", "00A1", Status::failed, Status::processing, false},
  };
  for (Row const& row : rows) {
    Record stored = record();
    Record update = record();
    stored.sequencer = row.stored_sequencer;
    update.sequencer = row.sequencer;
    stored.status = row.stored_status;
    update.status = row.status;
    EXPECT_EQ(replaces(update, stored), row.want) << row.name;
  }
}

TEST(Replaces, WithoutSequencersTimeDecides) {
  Record stored = record();
  Record update = record();
  update.version_id = "other";
  EXPECT_TRUE(replaces(update, stored));
  stored.updated_at += std::chrono::seconds(1);
  EXPECT_FALSE(replaces(update, stored));
}

}  // namespace
}  // namespace helio::results
