#include "aws/events/request.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::events {

// What is not named stays as it is.
Result<Json> update_archive(Parts const& parts, Json const& input, Caller const& caller) {
  if (auto known = refuse_members(input, {"KmsKeyIdentifier"}); !known) return fail(known);
  auto const name = text_member(input, "ArchiveName");
  auto archive = find_archive(parts, name);
  if (!archive) return fail(archive);
  if (auto const days = json::int_member(input, "RetentionDays")) archive->retention_days = *days;
  if (member(input, "Description").is_string()) {
    archive->description = text_member(input, "Description");
  }
  if (member(input, "EventPattern").is_string()) {
    archive->pattern = text_member(input, "EventPattern");
  }
  auto const created = archive->created;
  auto put =
      parts.bus.buses().with(archive->bus, [&] { return parts.bus.rules().put_archive(*archive); });
  if (!put) return fail(put);
  return Json{{"ArchiveArn", arn_of(caller, "archive", name)},
              {"State", "ENABLED"},
              {"CreationTime", json::epoch_seconds(created)}};
}

}  // namespace helio::aws::events
