#include <algorithm>
#include <chrono>
#include <cmath>

#include "asl/state_types.hpp"

namespace helio::asl {
namespace {

constexpr double kDelaySecondsMax = 99'999'999;

// What no wildcard stands for: retrying would fail in the same way.
bool terminal(std::string const& error) {
  return error == "States.Runtime" || error == "States.DataLimitExceeded";
}

bool stands_for(std::string const& name, Failure const& why) {
  std::string const error = why.error.value_or("");
  if (name == error) return true;
  if (terminal(error)) return false;
  if (name == "States.ALL") return true;
  if (name == "States.TaskFailed") return error != "States.Timeout";
  if (name == "States.Timeout") return error == "States.HeartbeatTimeout";
  return name == "States.BranchFailed" && why.of_branch;
}

double delay_s(Run& run, Retrier const& retrier, int attempts) {
  double const delay = backoff_s(retrier, attempts);
  return retrier.full_jitter ? delay * run.random->unit() : delay;
}

}  // namespace

double backoff_s(Retrier const& retrier, int attempts) {
  double const delay = retrier.interval_s * std::pow(retrier.backoff_rate, attempts);
  return std::min(delay, retrier.max_delay_s.value_or(kDelaySecondsMax));
}

bool matches(std::vector<std::string> const& error_equals, Failure const& why) {
  return std::any_of(error_equals.begin(), error_equals.end(),
                     [&](std::string const& name) { return stands_for(name, why); });
}

bool try_again(Run& run, Frame& frame, Failure const& why) {
  if (run.history_full) return false;
  auto const& retriers = frame.at().retry;
  for (std::size_t i = 0; i < retriers.size(); ++i) {
    if (!matches(retriers[i].error_equals, why)) continue;
    if (frame.attempts[i] >= retriers[i].max_attempts) return false;
    auto const delay = std::chrono::milliseconds(
        std::llround(delay_s(run, retriers[i], frame.attempts[i]) * 1000));
    ++frame.attempts[i];
    ++frame.retries;
    run.wait_until(frame, Phase::backoff, run.now + delay);
    return true;
  }
  return false;
}

}  // namespace helio::asl
