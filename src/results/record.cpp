#include "results/record.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ids.hpp"
#include "base/timestamp.hpp"

namespace helio::results {
namespace {

constexpr std::array<std::pair<Status, std::string_view>, 5> kStatuses = {
    {{Status::processing, "PROCESSING"},
     {Status::completed, "COMPLETED"},
     {Status::low_confidence, "LOW_CONFIDENCE"},
     {Status::rejected, "REJECTED"},
     {Status::failed, "FAILED"}}};

constexpr std::string_view kUploads = "uploads/";
constexpr std::size_t kUuidSize = 36;

// S3: pad the shorter one with zeros on the right, then compare as text.
int compare_sequencers(std::string_view a, std::string_view b) noexcept {
  std::size_t const size = std::max(a.size(), b.size());
  for (std::size_t i = 0; i < size; ++i) {
    char const left = i < a.size() ? a[i] : '0';
    char const right = i < b.size() ? b[i] : '0';
    if (left != right) return left < right ? -1 : 1;
  }
  return 0;
}

void put_text(Json& object, char const* name, std::string const& value) {
  if (!value.empty()) object[name] = value;
}

void put_value(Json& object, char const* name, Json value) {
  if (!value.is_null()) object[name] = std::move(value);
}

// Takes members out one by one and remembers the first that is not what it should be.
class Members {
 public:
  explicit Members(Json& object) : object_(object) {}

  std::string text(char const* name, bool required = false) {
    Json const* const value = find(name);
    if (!value && !required) return {};
    if (value && value->is_string()) return value->get<std::string>();
    return refuse<std::string>(name);
  }
  std::optional<Timestamp> time(char const* name, bool required = false) {
    if (!find(name) && !required) return std::nullopt;
    auto const parsed = parse_rfc3339(text(name, true));
    return parsed ? std::optional(*parsed) : refuse<std::optional<Timestamp>>(name);
  }
  std::optional<double> number(char const* name) {
    Json const* const value = find(name);
    if (!value) return std::nullopt;
    if (value->is_number()) return value->get<double>();
    return refuse<std::optional<double>>(name);
  }
  Json any(char const* name, bool (Json::*is)() const noexcept) {
    Json* const value = find(name);
    if (!value) return nullptr;
    return (value->*is)() ? std::move(*value) : refuse<Json>(name);
  }
  [[nodiscard]] std::string const& wrong() const noexcept { return wrong_; }
  template <typename T>
  T refuse(char const* name) {
    if (wrong_.empty()) wrong_ = name;
    return T();
  }

 private:
  [[nodiscard]] Json* find(char const* name) const {
    auto const found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }

  Json& object_;
  std::string wrong_;
};

std::optional<Failure> failure_from(Members& members) {
  Json error = members.any("error", &Json::is_object);
  if (error.is_null()) return std::nullopt;
  Members inside(error);
  Failure failure{inside.text("code", true), inside.text("message"), inside.text("state")};
  if (!inside.wrong().empty()) members.refuse<bool>("error");
  return failure;
}

}  // namespace

std::string_view to_string(Status status) noexcept {
  return std::ranges::find(kStatuses, status, &std::pair<Status, std::string_view>::first)->second;
}

Result<Status> parse_status(std::string_view text) {
  auto const* const found =
      std::ranges::find(kStatuses, text, &std::pair<Status, std::string_view>::second);
  if (found == kStatuses.end()) {
    return fail(Errc::invalid_argument, "InvalidStatus",
                "The status is none of PROCESSING, COMPLETED, LOW_CONFIDENCE, REJECTED, FAILED.");
  }
  return found->first;
}

Json record_json(Record record) {
  Json json = {{"image_id", record.image_id}};
  put_text(json, "user_id", record.user_id);
  json["status"] = to_string(record.status);
  json["bucket"] = record.bucket;
  json["key"] = record.key;
  put_text(json, "version_id", record.version_id);
  put_text(json, "sequencer", record.sequencer);
  json["created_at"] = to_rfc3339(record.created_at);
  json["updated_at"] = to_rfc3339(record.updated_at);
  if (record.expires_at) json["expires_at"] = to_rfc3339(*record.expires_at);
  put_value(json, "image", std::move(record.image));
  if (record.confidence) json["confidence"] = *record.confidence;
  put_value(json, "labels", std::move(record.labels));
  put_value(json, "faces", std::move(record.faces));
  put_value(json, "text", std::move(record.text));
  put_value(json, "moderation", std::move(record.moderation));
  put_value(json, "properties", std::move(record.properties));
  if (record.error) {
    Json error = {{"code", record.error->code}, {"message", record.error->message}};
    put_text(error, "state", record.error->state);
    json["error"] = std::move(error);
  }
  put_text(json, "execution_arn", record.execution_arn);
  put_value(json, "models", std::move(record.models));
  put_value(json, "timings_ms", std::move(record.timings_ms));
  return json;
}

Result<Record> record_from_json(Json json) {
  if (!json.is_object()) {
    return fail(Errc::invalid_argument, "InvalidRecord", "A result record is a JSON object.");
  }
  Members members(json);
  Record record;
  record.image_id = members.text("image_id", true);
  record.user_id = members.text("user_id");
  auto const status = parse_status(members.text("status", true));
  record.status = status ? *status : members.refuse<Status>("status");
  record.bucket = members.text("bucket", true);
  record.key = members.text("key", true);
  record.version_id = members.text("version_id");
  record.sequencer = members.text("sequencer");
  record.created_at = members.time("created_at", true).value_or(Timestamp());
  record.updated_at = members.time("updated_at", true).value_or(Timestamp());
  record.expires_at = members.time("expires_at");
  record.image = members.any("image", &Json::is_object);
  record.confidence = members.number("confidence");
  record.labels = members.any("labels", &Json::is_array);
  record.faces = members.any("faces", &Json::is_array);
  record.text = members.any("text", &Json::is_array);
  record.moderation = members.any("moderation", &Json::is_array);
  record.properties = members.any("properties", &Json::is_object);
  record.error = failure_from(members);
  record.execution_arn = members.text("execution_arn");
  record.models = members.any("models", &Json::is_object);
  record.timings_ms = members.any("timings_ms", &Json::is_object);
  if (!members.wrong().empty()) {
    return fail(Errc::invalid_argument, "InvalidRecord",
                "The record's member \"" + members.wrong() + "\" is missing or of a wrong type.");
  }
  return record;
}

std::string image_id_of(std::string_view bucket, std::string_view key,
                        std::string_view version_id) {
  if (key.starts_with(kUploads) && key.size() > kUploads.size() + kUuidSize + 1) {
    std::string_view const id = key.substr(kUploads.size(), kUuidSize);
    if (is_uuid(id) && key[kUploads.size() + kUuidSize] == '/') return std::string(id);
  }
  std::string name(bucket);
  name.append(1, '\0').append(key).append(1, '\0').append(version_id);
  return uuid_of(name);
}

std::string_view file_name_of(std::string_view key) noexcept {
  return key.substr(key.rfind('/') + 1);  // npos + 1 is 0
}

bool same_version(Record const& a, Record const& b) noexcept {
  return a.bucket == b.bucket && a.key == b.key && a.version_id == b.version_id &&
         compare_sequencers(a.sequencer, b.sequencer) == 0;
}

bool replaces(Record const& update, Record const& stored) {
  if (same_version(update, stored)) {
    return update.status != Status::processing || stored.status == Status::processing;
  }
  int const order = compare_sequencers(update.sequencer, stored.sequencer);
  return order != 0 ? order > 0 : update.updated_at >= stored.updated_at;
}

}  // namespace helio::results
