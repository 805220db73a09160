#include "aws/events/request.hpp"
#include "aws/json/values.hpp"

namespace helio::aws::events {

Result<Json> create_archive(Parts const& parts, Json const& input, Caller const& caller) {
  if (auto known = refuse_members(input, {"KmsKeyIdentifier"}); !known) return fail(known);
  auto bus = name_in(text_member(input, "EventSourceArn"), "event-bus");
  if (!bus) return fail(bus);
  auto& rules = parts.bus.rules();
  auto const name = text_member(input, "ArchiveName");
  auto const created = parts.bus.now();
  auto put = parts.bus.buses().with(*bus, [&]() -> Result<void> {
    if (rules.find_archive(name)) {
      return fail(Errc::conflict, "ResourceAlreadyExistsException",
                  "Archive " + name + " already exists.");
    }
    return rules.put_archive(
        {.name = name,
         .bus = *bus,
         .pattern = text_member(input, "EventPattern"),
         .retention_days = json::int_member(input, "RetentionDays").value_or(0),
         .description = text_member(input, "Description"),
         .created = created});
  });
  if (!put) return fail(put);
  return Json{{"ArchiveArn", arn_of(caller, "archive", name)},
              {"State", "ENABLED"},
              {"CreationTime", json::epoch_seconds(created)}};
}

}  // namespace helio::aws::events
