#include "lambda/shutdown.hpp"

#include <csignal>

namespace helio::lambda {
namespace {

std::atomic<bool> stopped = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal's handler may take no lock");

void note_sigterm(int /*signal*/) { stopped = true; }

}  // namespace

std::atomic<bool> const& stopped_by_sigterm() {
  struct sigaction action = {};
  action.sa_handler = note_sigterm;
  action.sa_flags = SA_RESTART;  // a log's line is written whole; poll() is never restarted
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, nullptr);
  return stopped;
}

}  // namespace helio::lambda
