// The process's own surroundings: what stdout is, whether the person has pressed Ctrl-C.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace helio::cli {

struct Terminal {
  bool stdout_is_terminal = false;
  bool stderr_is_terminal = false;
  bool colour = false;  // stdout is a terminal, NO_COLOR is not set (no-color.org), TERM not "dumb"
  int columns = 80;     // of the terminal; $COLUMNS elsewhere has no say, so pipes are the same

  [[nodiscard]] static Terminal look();
};

// Writes all of it to stdout, at once. Errors: unavailable "OutputClosed" (the reader is gone: end
// quietly), exhausted "DiskFull", unavailable "WriteFailed".
[[nodiscard]] Result<void> print(std::string_view text);

// From now on the first SIGINT or SIGTERM only makes stopped() true; a second one ends the process.
void stop_on_signals();
[[nodiscard]] bool stopped() noexcept;

}  // namespace helio::cli
