#include "helio/rest_parts.hpp"

#include <nlohmann/json.hpp>

#include "base/timestamp.hpp"
#include "events/archive.hpp"

namespace helio::cli {
namespace {

api::Execution shown(asl::ExecutionRecord const& record) {
  return {.arn = record.arn,
          .state_machine_arn = record.machine_arn,
          .name = record.name,
          .status = std::string(asl::to_string(record.status)),
          .started_at = record.started_at,
          .stopped_at = record.stopped_at};
}

// Stored by the engine itself, so it is JSON; what is not is shown as text.
Json json_of(std::string const& text) {
  auto parsed = parse_json(text, {.depth_max = asl::kSavedDepthMax});
  return parsed ? std::move(*parsed) : Json(text);
}

std::optional<asl::Status> status_of(std::string_view name) {
  for (auto const status : {asl::Status::running, asl::Status::succeeded, asl::Status::failed,
                            asl::Status::timed_out, asl::Status::aborted}) {
    if (asl::to_string(status) == name) return status;
  }
  return std::nullopt;
}

// An event in Step Functions' form: its details are the member "<type>EventDetails".
api::HistoryEntry entry(Json const& event) {
  api::HistoryEntry shown{.id = event.value("id", std::int64_t{0}),
                          .previous_id = event.value("previousEventId", std::int64_t{0}),
                          .type = event.value("type", "")};
  if (auto const time = event.find("timestamp"); time != event.end()) {
    if (time->is_string()) {
      shown.time = parse_rfc3339(time->get<std::string>()).value_or(Timestamp());
    } else if (time->is_number()) {
      shown.time = Timestamp(
          std::chrono::milliseconds(static_cast<std::int64_t>(time->get<double>() * 1000 + 0.5)));
    }
  }
  for (auto const& [name, value] : event.items()) {
    if (name.ends_with("EventDetails")) shown.details = value;
  }
  return shown;
}

api::Replay shown(events::Replay const& replay) {
  api::Replay copy{.name = replay.name,
                   .from = replay.from,
                   .to = replay.to,
                   .rules = replay.rules,
                   .state = std::string(events::to_string(replay.state)),
                   .started_at = replay.started};
  if (replay.state != events::Replay::State::running) copy.ended_at = replay.ended;
  if (replay.last_replayed != Timestamp()) copy.last_replayed_at = replay.last_replayed;
  return copy;
}

bool allowed(aws::Role role, http::RequestHead const& head) {
  if (role == aws::Role::admin) return true;
  if (role == aws::Role::viewer) return head.method == "GET" || head.method == "HEAD";
  return head.method == "POST" && head.raw_path.ends_with("/upload-url");
}

}  // namespace

api::ExecutionReader execution_reader(asl::Engine& engine) {
  api::ExecutionReader reader;
  reader.list = [&engine](api::ExecutionQuery const& query) -> Result<api::ExecutionPage> {
    asl::ListExecutions request{.limit = static_cast<std::size_t>(query.limit),
                                .cursor = query.cursor};
    if (query.status) request.status = status_of(*query.status);
    auto const page = engine.list_executions(request);
    if (!page) return tl::unexpected<Error>(page.error());
    api::ExecutionPage shown_page{.items = {}, .next = page->next_cursor.value_or("")};
    for (auto const& record : page->executions) shown_page.items.push_back(shown(record));
    return shown_page;
  };
  reader.describe = [&engine](std::string_view arn) -> Result<api::Execution> {
    auto const record = engine.describe_execution(arn);
    if (!record) return tl::unexpected<Error>(record.error());
    auto execution = shown(*record);
    execution.input = json_of(record->input);
    if (record->output) execution.output = json_of(*record->output);
    execution.error = record->error;
    execution.cause = record->cause;
    return execution;
  };
  reader.history = [&engine](std::string_view arn,
                             int count_max) -> Result<std::vector<api::HistoryEntry>> {
    auto const page = engine.execution_history(
        {.execution_arn = std::string(arn), .limit = static_cast<std::size_t>(count_max)});
    if (!page) return tl::unexpected<Error>(page.error());
    std::vector<api::HistoryEntry> entries;
    for (auto const& event : page->events) entries.push_back(entry(event));
    return entries;
  };
  return reader;
}

api::ReplayStarter replay_starter(events::EventBus& bus) {
  api::ReplayStarter starter;
  starter.start = [&bus](api::Replay const& wish) -> Result<api::Replay> {
    events::Replay replay{.name = wish.name, .from = wish.from, .to = wish.to, .rules = wish.rules};
    auto const started = bus.start_replay(std::move(replay));
    if (!started) return tl::unexpected<Error>(started.error());
    return shown(*started);
  };
  starter.list = [&bus]() -> Result<std::vector<api::Replay>> {
    std::vector<api::Replay> all;
    for (auto const& replay : bus.replays().list()) all.push_back(shown(replay));
    return all;
  };
  return starter;
}

api::Authenticator authenticator(aws::AccessKeys& keys) {
  return [&keys](http::RequestHead const& head) -> Result<api::Principal> {
    auto const header = head.headers.get("authorization").value_or("");
    if (!header.starts_with("Bearer ")) {
      return fail(
          Errc::unauthenticated, "MissingCredentials",
          "Send the header \"Authorization: Bearer KEY\"; `helio keys create` makes a key.");
    }
    auto const identity = keys.authenticate(header.substr(7));
    if (!identity) return tl::unexpected<Error>(identity.error());
    if (!*identity) {
      return fail(Errc::unauthenticated, "InvalidCredentials",
                  "The key is unknown or revoked; make another with `helio keys create`.");
    }
    if (!allowed((*identity)->grant.role, head)) {
      return fail(Errc::forbidden, "AccessDenied", "This key's scope does not allow this request.");
    }
    return api::Principal{.name = (*identity)->principal};
  };
}

}  // namespace helio::cli
