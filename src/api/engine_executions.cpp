#include "api/engine_executions.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <future>
#include <memory>
#include <utility>

namespace helio::api {
namespace {

constexpr auto kWaitMax = std::chrono::seconds(10);
constexpr std::size_t kMachinePage = 100;

std::optional<asl::Status> status_named(std::string_view name) {
  using asl::Status;
  for (auto const status :
       {Status::running, Status::succeeded, Status::failed, Status::timed_out, Status::aborted}) {
    if (name == asl::to_string(status)) return status;
  }
  return std::nullopt;
}

Json parsed(std::string const& text) { return parse_json(text).value_or(Json()); }

// An execution's name is good within its machine, and is a part of its ARN: each machine is asked.
Result<ExecutionPage> list_named(asl::Engine& engine, asl::MachineCatalog& machines,
                                 ExecutionQuery const& query) {
  ExecutionPage answer;
  std::string after;
  for (auto page = machines.list(after, kMachinePage);; page = machines.list(after, kMachinePage)) {
    if (!page) return fail(page);
    for (auto const& machine : *page) {
      auto record = engine.describe_execution(
          asl::execution_arn(machines.account(), machine.name, query.name));
      if (!record && record.error().code != Errc::not_found) return fail(record);
      if (!record) continue;
      auto execution = shown(*record, false);
      if (!query.status || execution.status == *query.status) {
        answer.items.push_back(std::move(execution));
      }
    }
    if (page->size() < kMachinePage) break;
    after = page->back().name;
  }
  std::ranges::sort(answer.items, std::greater<>(), &Execution::started_at);
  auto const count = std::min(answer.items.size(), static_cast<std::size_t>(query.limit));
  answer.items.resize(count);
  return answer;
}

Result<ExecutionPage> list(asl::Engine& engine, asl::MachineCatalog& machines,
                           ExecutionQuery const& query) {
  if (!query.name.empty()) return list_named(engine, machines, query);
  asl::ListExecutions request{.limit = static_cast<std::size_t>(query.limit),
                              .cursor = query.cursor};
  if (query.status) request.status = status_named(*query.status);
  auto page = engine.list_executions(request);
  if (!page) {
    if (page.error().name != "InvalidToken") return fail(page);
    return fail(Errc::invalid_argument, "InvalidCursor",
                "The cursor is none that was given out; begin again without one.");
  }
  ExecutionPage answer;
  for (auto const& record : page->executions) answer.items.push_back(shown(record, false));
  answer.next = page->next_cursor.value_or("");
  return answer;
}

Result<History> history(asl::Engine& engine, std::string_view arn, int count_max) {
  auto page = engine.execution_history(
      {.execution_arn = std::string(arn), .limit = static_cast<std::size_t>(count_max)});
  if (!page) return fail(page);
  History answer;
  for (Json const& event : page->events) answer.events.push_back(shown(event));
  answer.truncated = page->next_cursor.has_value();
  return answer;
}

// What the engine answers to `ask`, which is called with what to do then.
template <typename T, typename Ask>
Result<T> awaited(Ask const& ask) {
  // Shared with the engine, which may answer after nobody waits any more.
  auto const promise = std::make_shared<std::promise<Result<T>>>();
  auto answer = promise->get_future();
  ask([promise](Result<T> result) { promise->set_value(std::move(result)); });
  if (answer.wait_for(kWaitMax) == std::future_status::ready) return answer.get();
  return fail(Errc::unavailable, "StoreUnavailable",
              "The store is busy; look at the executions in a moment, it may have been done.");
}

}  // namespace

Execution shown(asl::ExecutionRecord const& record, bool with_data) {
  Execution execution{.arn = record.arn,
                      .state_machine_arn = record.machine_arn,
                      .name = record.name,
                      .status = std::string(asl::to_string(record.status)),
                      .started_at = record.started_at,
                      .stopped_at = record.stopped_at};
  if (!with_data) return execution;
  execution.input = parsed(record.input);
  if (record.output) execution.output = parsed(*record.output);
  execution.error = record.error;
  execution.cause = record.cause;
  execution.redrives = record.redrives;
  return execution;
}

HistoryEntry shown(Json const& event) {
  HistoryEntry entry;
  for (auto const& [name, value] : event.items()) {
    if (name == "id" && value.is_number_integer()) {
      entry.id = value.get<std::int64_t>();
    } else if (name == "previousEventId" && value.is_number_integer()) {
      entry.previous_id = value.get<std::int64_t>();
    } else if (name == "timestamp" && value.is_number()) {
      auto const ms = std::llround(value.get<double>() * 1000);
      entry.time = Timestamp(std::chrono::milliseconds(ms));
    } else if (name == "type" && value.is_string()) {
      entry.type = value.get<std::string>();
    } else if (name.ends_with("EventDetails")) {
      entry.details = value;
    }
  }
  return entry;
}

Redrive redrive_of(asl::Engine& engine) {
  return [&engine](std::string_view arn) {
    return awaited<Timestamp>([&engine, arn](asl::Engine::Done<Timestamp> done) {
      engine.redrive_execution(std::string(arn), std::move(done));
    });
  };
}

Repeat repeat_of(asl::Engine& engine) {
  return [&engine](std::string_view arn) -> Result<StartedExecution> {
    auto last = engine.describe_execution(arn);
    if (!last) return fail(last);
    auto started = awaited<asl::Started>([&](asl::Engine::Done<asl::Started> done) {
      engine.start_execution(
          {.machine_arn = std::move(last->machine_arn), .input = std::move(last->input)},
          std::move(done));
    });
    if (!started) return fail(started);
    return StartedExecution{std::move(started->execution_arn), started->started_at};
  };
}

ExecutionReader executions_of(asl::Engine& engine, asl::MachineCatalog& machines) {
  return {.list = [&engine, &machines](
                      ExecutionQuery const& query) { return list(engine, machines, query); },
          .describe = [&engine, &machines](std::string_view arn) -> Result<Execution> {
            auto record = engine.describe_execution(arn);
            if (!record) return fail(record);
            auto execution = shown(*record, true);
            auto const machine = machines.revision(record->machine_arn, record->revision);
            if (machine) execution.definition = parsed((*machine)->record.definition);
            return execution;
          },
          .history = [&engine](std::string_view arn,
                               int count_max) { return history(engine, arn, count_max); }};
}

}  // namespace helio::api
