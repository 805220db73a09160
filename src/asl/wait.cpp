#include <chrono>

#include "asl/state_types.hpp"
#include "base/timestamp.hpp"

namespace helio::asl {
namespace {

Outcome<Timestamp> read_timestamp(Run& run, Frame const& frame, JsonPath const& path,
                                  Json const& data) {
  auto const value = run.read(frame, path, data);
  if (!value) return tl::unexpected(value.error());
  if (value->is_string()) {
    auto const time = parse_rfc3339(value->get_ref<std::string const&>());
    if (time) return *time;
  }
  return tl::unexpected(run.failure_of(
      frame, {Errc::invalid_argument, "States.Runtime",
              "The TimestampPath parameter does not reference a valid ISO-8601 extended offset "
              "date-time format string: " +
                  path.text() +
                  " == " + (value->is_string() ? value->get<std::string>() : value->dump())}));
}

Outcome<Timestamp> wake_time(Run& run, Frame const& frame, WaitState const& wait,
                             Json const& data) {
  if (wait.timestamp) return *wait.timestamp;
  if (wait.timestamp_path) return read_timestamp(run, frame, *wait.timestamp_path, data);
  auto const seconds = read_seconds(run, frame, wait.seconds, "Seconds", data);
  if (!seconds) return tl::unexpected(seconds.error());
  return run.now + std::chrono::seconds(seconds->value_or(0));
}

}  // namespace

void execute(Run& run, Frame& frame, WaitState const& wait, Data const& data) {
  auto const time = wake_time(run, frame, wait, *data);
  if (!time) return run.fail(frame, time.error());
  if (*time <= run.now) return run.complete(frame, data);
  frame.output = data;
  run.wait_until(frame, Phase::wait, *time);
}

}  // namespace helio::asl
