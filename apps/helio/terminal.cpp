#include "helio/terminal.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

namespace helio::cli {
namespace {

constexpr int kColumnsMin = 40;
constexpr int kColumnsMax = 120;  // longer lines are hard to read

volatile std::sig_atomic_t stop_asked = 0;

}  // namespace

Terminal Terminal::look() {
  Terminal terminal;
  terminal.stdout_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  terminal.stderr_is_terminal = ::isatty(STDERR_FILENO) == 1;
  char const* const no_colour = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
  char const* const kind = std::getenv("TERM");           // NOLINT(concurrency-mt-unsafe)
  bool const dumb = kind == nullptr || std::string_view(kind) == "dumb";
  bool const wanted = no_colour == nullptr || *no_colour == '\0';
  terminal.colour = terminal.stdout_is_terminal && wanted && !dumb;
  winsize size{};
  int const shown = terminal.stdout_is_terminal ? STDOUT_FILENO : STDERR_FILENO;
  if (::ioctl(shown, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.columns = std::clamp<int>(size.ws_col, kColumnsMin, kColumnsMax);
  }
  return terminal;
}

Result<void> print(std::string_view text) {
  while (!text.empty()) {
    ssize_t const n = ::write(STDOUT_FILENO, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EPIPE) {
      return fail(Errc::unavailable, "OutputClosed", "Nobody reads the output any more.");
    }
    if (n < 0 && errno == ENOSPC) {
      return fail(Errc::exhausted, "DiskFull", "The output cannot be written: the disk is full.");
    }
    if (n < 0) {
      return fail(Errc::unavailable, "WriteFailed",
                  std::string("The output cannot be written: ") + std::strerror(errno) + ".");
    }
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

void stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop_asked = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool stopped() noexcept { return stop_asked != 0; }

}  // namespace helio::cli
