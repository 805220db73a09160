#include "functions/result_saver.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "functions/object_created.hpp"
#include "functions/spill.hpp"
#include "notify/notification.hpp"

namespace helio::functions {
namespace {

using results::Record;
using results::Status;

// Of a failed function the Cause is a JSON text with errorMessage; of anything else, a sentence.
std::string message_of(std::string const& cause) {
  auto const json = parse_json(cause);
  std::string const message = json ? text_member(*json, "errorMessage") : std::string();
  return message.empty() ? cause : message;
}

// Takes a member out; null where it is not there.
Json take(Json& object, char const* name) {
  if (!object.is_object()) return nullptr;
  auto const found = object.find(name);
  return found == object.end() ? Json() : std::move(*found);
}

std::optional<results::Failure> failure_of(Json const& error, std::string state) {
  if (error.is_null()) return std::nullopt;
  return results::Failure{text_member(error, "Error"), message_of(text_member(error, "Cause")),
                          std::move(state)};
}

}  // namespace

// As ValidateImage left it; without it from the event, with what the store knows already.
Result<Record> ResultSaver::record_so_far(Json const& data) const {
  Json const& validated = member(member(data, "validated"), "record");
  if (!validated.is_null()) return results::record_from_json(validated);
  auto const created = object_created(member(data, "detail"));
  if (!created) return tl::unexpected(created.error());
  Record record = new_record(*created, clock_.wall());
  record.image = {{"size_bytes", created->size_bytes}};
  auto const stored = results_.get(record.image_id);
  if (stored && results::same_version(*stored, record)) record.user_id = stored->user_id;
  return record;
}

Result<void> ResultSaver::add_analysis(Record& record, Json const& analyzed) const {
  if (analyzed.is_null()) return {};
  Json const& confidence = member(analyzed, "confidence");
  if (confidence.is_number()) record.confidence = confidence.get<double>();
  auto analysis = unspill(objects_, member(analyzed, "analysis"));
  if (!analysis) return tl::unexpected(analysis.error());
  record.labels = take(*analysis, "labels");
  record.faces = take(*analysis, "faces");
  record.text = take(*analysis, "text");
  record.moderation = take(*analysis, "moderation");
  record.properties = take(*analysis, "properties");
  record.models = take(*analysis, "models");
  record.timings_ms = take(*analysis, "timings_ms");
  return {};
}

bool ResultSaver::is_gone(Record const& record) const {
  auto const image = find_image(objects_, record);
  return !image && image.error().code == Errc::not_found;
}

// Whoever deletes an image deletes the object first and its record then. That may come at any
// moment, and no result may stand there afterwards; so the object is looked for on both sides.
Result<bool> ResultSaver::put_unless_deleted(Record const& record) {
  bool const was_gone = is_gone(record);
  if (was_gone) {
    auto const known = results_.get(record.image_id);
    if (!known && known.error().code == Errc::not_found) return false;
  }
  auto stored = results_.put(record);
  if (!stored || !*stored || was_gone || !is_gone(record)) return stored;
  auto removed = results_.remove(record.image_id);
  if (!removed && removed.error().code != Errc::not_found) return fail(removed);
  return false;
}

Result<Json> ResultSaver::handle(Json const& event, Context const& context) {
  auto const status = results::parse_status(text_member(event, "status"));
  if (!status) return tl::unexpected(status.error());
  Json const& data = member(event, "input");
  auto record = record_so_far(data);
  if (!record) return fail(record);
  record->status = *status;
  record->execution_arn = text_member(event, "execution_arn");
  record->updated_at = clock_.wall();
  if (keep_for_) record->expires_at = record->updated_at + *keep_for_;
  auto added = add_analysis(*record, member(data, "analyzed"));
  // A failure is recorded even if what was found before it is gone.
  if (!added && *status != Status::failed) return fail(added);
  record->error = failure_of(member(data, "error"), text_member(event, "failed_state"));

  auto const stored = put_unless_deleted(*record);
  if (!stored) return tl::unexpected(stored.error());
  context.log(log::Level::info,
              *stored ? "The result is saved."
                      : "The image was deleted, or a newer result is there; this one is dropped.",
              {{"image_id", record->image_id},
               {"upload_request_id", text_member(member(data, "detail"), "request-id")},
               {"status", to_string(record->status)}});
  Timestamp const saved_at = record->updated_at;
  auto verdict = notify::notification_of(std::move(*record), saved_at);
  if (!verdict) return fail(verdict);
  Json answer = {{"stored", *stored}};
  answer["record"] = results::record_json(std::move(verdict->record));
  return answer;
}

}  // namespace helio::functions
