// Record: what is known about one image; the result of the pipeline, one per image id.
//
// The same members, under the same names, are the REST answer, the SQLite row and the DynamoDB
// item. `labels`, `faces`, `text`, `moderation` and `properties` are in Amazon Rekognition's shapes
// (vision/analysis_json.hpp) and null where the image was not analysed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::results {

enum class Status { processing, completed, low_confidence, rejected, failed };

// "PROCESSING", "COMPLETED", "LOW_CONFIDENCE", "REJECTED", "FAILED".
[[nodiscard]] std::string_view to_string(Status status) noexcept;
// Errors: invalid_argument "InvalidStatus".
[[nodiscard]] Result<Status> parse_status(std::string_view text);

struct Failure {
  std::string code;     // "ImageTooLarge"
  std::string message;  // one sentence
  std::string state;    // of the workflow: "ValidateImage"
};

struct Record {
  std::string image_id;
  std::string user_id;  // empty: nobody said
  Status status = Status::processing;
  std::string bucket, key, version_id;
  std::string sequencer;  // of the Object Created event: orders the versions of a key
  Timestamp created_at, updated_at;
  std::optional<Timestamp> expires_at;
  Json image;                        // {format,width_px,height_px,size_bytes,sha256,exif}, or null
  std::optional<double> confidence;  // 0..100: the highest label confidence
  Json labels, faces, text, moderation, properties;
  std::optional<Failure> error;
  std::string execution_arn;
  Json models;      // {name: version}
  Json timings_ms;  // {step: milliseconds}
};

// In the order of the members; what is absent or null is left out. Times are RFC 3339.
[[nodiscard]] Json record_json(Record record);
// Errors: invalid_argument "InvalidRecord" naming the member.
[[nodiscard]] Result<Record> record_from_json(Json json);

// The id of the image that (bucket, key, version) holds: for "uploads/<UUID>/<fileName>", as
// POST /upload-url makes keys, that UUID; else one made of the three. A retry, a duplicate delivery
// and a replay come to the same id.
[[nodiscard]] std::string image_id_of(std::string_view bucket, std::string_view key,
                                      std::string_view version_id);

// The key's last segment: "cat.jpg".
[[nodiscard]] std::string_view file_name_of(std::string_view key) noexcept;

// Whether both tell of the same bytes.
[[nodiscard]] bool same_version(Record const& a, Record const& b) noexcept;

// Whether `update` takes the place of `stored`, of the same image id: a newer version always, an
// older one never; of the same version a state in progress never hides a settled one.
[[nodiscard]] bool replaces(Record const& update, Record const& stored);

}  // namespace helio::results
