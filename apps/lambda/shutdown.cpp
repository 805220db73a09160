#include "lambda/shutdown.hpp"

#include <csignal>
#include <cstdio>
#include <thread>

#include <unistd.h>

namespace helio::lambda {
namespace {

sigset_t only_sigterm() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

void block_sigterm() {
  sigset_t const set = only_sigterm();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void end_by_sigterm(Runtime& runtime) {
  // It outlives main(): nothing that it uses goes away before the process does.
  std::thread([&runtime] {
    sigset_t const set = only_sigterm();
    int signal = 0;
    sigwait(&set, &signal);
    if (!runtime.stop()) return;
    std::fflush(nullptr);
    _exit(0);
  }).detach();
}

}  // namespace helio::lambda
