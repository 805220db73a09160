// Map over the items of an array. An inline Map's iterations write their history into the
// execution's own; a distributed Map's are executions of their own in Step Functions, so here
// they run silently between MapRunStarted and MapRunSucceeded.
#include <algorithm>
#include <cmath>

#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

constexpr std::size_t kConcurrencyMax = 40;
// Past so many frames a Map runs its items one by one, so that nested Maps stay in bounds.
constexpr std::size_t kFramesMax = 4'096;

Outcome<Data> items_of(Run& run, Frame const& frame, MapState const& map, Data const& data) {
  Data items = data;
  if (map.items_path) {
    auto read = run.read(frame, *map.items_path, *data);
    if (!read) return tl::unexpected(std::move(read.error()));
    items = std::make_shared<Json const>(std::move(*read));
  }
  if (items->is_array()) return items;
  return tl::unexpected(
      run.failure_of(frame, {Errc::invalid_argument, "States.Runtime",
                             "Reference path \"" + (map.items_path ? map.items_path->text() : "$") +
                                 "\" must point to array."}));
}

// Concurrency and tolerance, from numbers that may stand in the input.
Outcome<void> configure(Run& run, Frame const& frame, MapState const& map, Join& join) {
  Json const& data = *join.input;
  auto const concurrency = read_count(run, frame, map.max_concurrency, "MaxConcurrency", data);
  if (!concurrency) return tl::unexpected(concurrency.error());
  auto const wanted = static_cast<std::size_t>(concurrency->value_or(0));
  join.concurrency = wanted == 0 ? kConcurrencyMax : std::min(wanted, kConcurrencyMax);
  auto const count =
      read_count(run, frame, map.tolerated_failure_count, "ToleratedFailureCount", data);
  if (!count) return tl::unexpected(count.error());
  auto const percentage = read_percentage(run, frame, map.tolerated_failure_percentage,
                                          "ToleratedFailurePercentage", data);
  if (!percentage) return tl::unexpected(percentage.error());
  if (!map.distributed) return {};
  auto const size = static_cast<double>(join.items->size());
  if (*count) join.failed_max = static_cast<double>(**count);
  if (*percentage)
    join.failed_max = std::max(join.failed_max, std::floor(size * **percentage / 100));
  return {};
}

Outcome<Data> item_input(Run& run, Frame const& frame, MapState const& map, Data const& item,
                         std::size_t index) {
  if (!map.item_selector) return item;
  if (frame.at().reads_context) run.build_context(frame, item, index);
  return run.fill(frame, map.item_selector, frame.join->input);
}

void finish(Run& run, Frame& frame, MapState const& map) {
  Json results = Json::array();
  for (Data const& result : frame.join->results) {
    if (result) results.push_back(*result);
  }
  frame.join.reset();
  if (map.distributed) run.record(frame, EventType::map_run_succeeded);
  run.record(frame, EventType::map_state_succeeded, false);
  run.complete(frame, std::make_shared<Json const>(std::move(results)));
}

// Starts iterations while there is room. `after` is the event they follow.
void start_items(Run& run, Frame& frame, MapState const& map, std::int64_t after) {
  while (frame.join && frame.join->next < frame.join->items->size()) {
    Join& join = *frame.join;
    bool const room = join.running < join.concurrency && run.frames.size() < kFramesMax;
    if (join.running != 0 && !room) return;
    std::size_t const index = join.next++;
    auto const item = std::make_shared<Json const>((*join.items)[index]);
    auto input = item_input(run, frame, map, item, index);
    if (!input) return run.fail(frame, std::move(input.error()));
    ++join.running;
    Frame& child = run.add_frame(frame, map.processor, index, std::move(*input));
    child.item = item;
    child.silent = frame.silent || map.distributed;
    child.last_event = after;
    if (HistoryEvent* const event = run.record(child, EventType::map_iteration_started)) {
      event->name = frame.at().name;
      event->number = static_cast<std::int64_t>(index);
    }
    if (run.history_full) return;
  }
}

void record_iteration(Run& run, Frame& child, Frame const& map, EventType type) {
  HistoryEvent* const event = run.record(child, type, false);
  if (event == nullptr) return;
  event->name = map.at().name;
  event->number = static_cast<std::int64_t>(child.branch);
}

}  // namespace

void execute(Run& run, Frame& frame, MapState const& map, Data const& data) {
  auto items = items_of(run, frame, map, data);
  if (!items) return run.fail(frame, std::move(items.error()));
  Join join{.results = std::vector<Data>((*items)->size()), .input = data, .items = *items};
  if (HistoryEvent* const event = run.record(frame, EventType::map_state_started)) {
    event->number = static_cast<std::int64_t>((*items)->size());
  }
  if (run.history_full) return;
  auto const configured = configure(run, frame, map, join);
  if (!configured) return run.fail(frame, configured.error());
  if (map.distributed) {
    if (HistoryEvent* const event = run.record(frame, EventType::map_run_started)) {
      event->name = run.info.machine_arn + "/" + frame.at().name + ":" + run.info.name;
    }
  }
  frame.join = std::move(join);
  run.wait_until(frame, Phase::join, std::nullopt);
  if (frame.join->items->empty()) return finish(run, frame, map);
  start_items(run, frame, map, frame.last_event);
}

void child_succeeded(Run& run, Frame& frame, MapState const& map, Frame& child) {
  Join& join = *frame.join;
  join.results[child.branch] = child.output;
  record_iteration(run, child, frame, EventType::map_iteration_succeeded);
  --join.running;
  if (join.next < join.items->size()) return start_items(run, frame, map, child.last_event);
  if (join.running != 0) return;
  if (!child.silent) frame.last_event = run.events;
  finish(run, frame, map);
}

std::optional<Failure> child_failed(Run& run, Frame& frame, MapState const& map, Frame& child,
                                    Failure why) {
  Join& join = *frame.join;
  if (map.distributed) {
    --join.running;
    if (static_cast<double>(++join.failed) <= join.failed_max) {
      if (join.next < join.items->size()) {
        start_items(run, frame, map, frame.last_event);
      } else if (join.running == 0) {
        finish(run, frame, map);
      }
      return std::nullopt;
    }
    Failure exceeded{"States.ExceedToleratedFailureThreshold",
                     "The specified tolerated failure threshold was exceeded", true};
    if (HistoryEvent* const event = run.record(frame, EventType::map_run_failed)) {
      event->error = exceeded.error;
      event->cause = exceeded.cause;
    }
    return exceeded;
  }
  record_iteration(run, child, frame, EventType::map_iteration_failed);
  for (auto& [id, sibling] : run.frames) {
    if (sibling.parent == frame.id && id != child.id) {
      record_iteration(run, sibling, frame, EventType::map_iteration_aborted);
    }
  }
  frame.last_event = child.last_event;
  why.of_branch = true;
  return why;
}

}  // namespace helio::asl
