#include "notify/notification.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/ids.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"

namespace helio::notify {
namespace {

using results::Record;
using results::Status;

constexpr std::size_t kLabelsMax = 20;   // of a notification
constexpr std::size_t kLabelsNamed = 3;  // in its summary

struct KindRow {
  Kind kind;
  Status status;
  std::string_view name;
};

constexpr std::array<KindRow, 4> kKinds = {
    {{Kind::analyzed, Status::completed, "image.analyzed"},
     {Kind::low_confidence, Status::low_confidence, "image.low_confidence"},
     {Kind::rejected, Status::rejected, "image.rejected"},
     {Kind::failed, Status::failed, "image.failed"}}};

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "InvalidNotification", std::move(message));
}

// Of each label or moderation label only what names it.
Json names_and_confidences(Json const& labels) {
  if (!labels.is_array()) return nullptr;
  Json short_labels = Json::array();
  for (Json const& label : labels) {
    if (short_labels.size() == kLabelsMax) break;
    if (!label.is_object()) continue;
    Json named = Json::object();
    for (char const* member : {"Name", "Confidence", "ParentName"}) {
      auto const found = label.find(member);
      if (found != label.end()) named[member] = *found;
    }
    short_labels.push_back(std::move(named));
  }
  return short_labels;
}

Record verdict_of(Record record) {
  record.labels = names_and_confidences(record.labels);
  record.moderation = names_and_confidences(record.moderation);
  record.faces = record.text = record.properties = nullptr;
  record.models = record.timings_ms = nullptr;
  if (record.image.is_object()) record.image.erase("exif");
  return record;
}

std::string named_labels(Json const& labels) {
  std::string text;
  std::size_t named = 0;
  for (Json const& label : labels) {
    auto const name = label.find("Name");
    auto const confidence = label.find("Confidence");
    if (name == label.end() || !name->is_string()) continue;
    if (!text.empty()) text += ", ";
    text += name->get_ref<std::string const&>();
    if (confidence != label.end() && confidence->is_number()) {
      text += fmt::format(" {:.0f} %", confidence->get<double>());
    }
    if (++named == kLabelsNamed) break;
  }
  return text.empty() ? "no labels" : text;
}

}  // namespace

std::string_view to_string(Kind kind) noexcept {
  if (kind == Kind::message) return "message";
  return std::ranges::find(kKinds, kind, &KindRow::kind)->name;
}

Result<Kind> parse_kind(std::string_view text) {
  auto const* const row = std::ranges::find(kKinds, text, &KindRow::name);
  if (row == kKinds.end()) {
    return invalid(
        "A notification's type is image.analyzed, image.low_confidence, image.rejected or "
        "image.failed.");
  }
  return row->kind;
}

Result<Notification> notification_of(Record record, Timestamp time) {
  auto const* const row = std::ranges::find(kKinds, record.status, &KindRow::status);
  if (row == kKinds.end()) return invalid("An image that is PROCESSING has nothing to tell yet.");
  std::string const id =
      uuid_of(record.image_id + '\n' + record.version_id + '\n' + record.sequencer + '\n' +
              std::string(row->name) + '\n' + record.execution_arn);
  return Notification{id, row->kind, time, verdict_of(std::move(record))};
}

std::string summary(Notification const& notification) {
  Record const& record = notification.record;
  std::string const file(results::file_name_of(record.key));
  std::string const reason = record.error ? ": " + record.error->message : ".";
  switch (notification.kind) {
    case Kind::analyzed:
      return file + ": " + named_labels(record.labels);
    case Kind::low_confidence:
      return file + ", not sure: " + named_labels(record.labels);
    case Kind::rejected:
      return file + " was rejected" + reason;
    case Kind::failed:
      return file + " could not be analysed" + reason;
    case Kind::message:
      return notification.message ? notification.message->subject : "";
  }
  return file;
}

Json notification_json(Notification const& notification) {
  if (notification.message) return message_json(notification);
  return {{"id", notification.id},
          {"type", to_string(notification.kind)},
          {"time", to_rfc3339(notification.time)},
          {"summary", summary(notification)},
          {"image", results::record_json(notification.record)}};
}

Result<Notification> notification_from_json(Json const& json) {
  auto const text = [&json](std::string_view name) { return text_member(json, name); };
  if (text("Type") == "Notification") return message_from_json(json);
  if (!json.is_object() || !json.contains("image")) return invalid("It has no member \"image\".");
  auto kind = parse_kind(text("type"));
  if (!kind) return fail(kind);
  auto const time = parse_rfc3339(text("time"));
  if (!time || text("id").empty()) return invalid("It has no \"id\" or no \"time\".");
  auto record = results::record_from_json(json["image"]);
  if (!record) return invalid("Its image is no record: " + record.error().message);
  return Notification{text("id"), *kind, *time, std::move(*record)};
}

}  // namespace helio::notify
