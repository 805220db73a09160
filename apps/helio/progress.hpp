// The progress of many images: one line, redrawn in place on stderr.
#pragma once

#include <cstddef>
#include <string>

namespace helio::cli {

struct Progress {
  std::size_t done = 0;  // failed ones included
  std::size_t failed = 0;
  std::size_t total = 0;
  double elapsed_s = 0;
};

// "[#####·····]  512/1024  18.2/s  28 s left  3 failed", at most `columns` wide. The rate and the
// time left appear once there is something to judge by. The bar is dropped where room is short.
[[nodiscard]] std::string progress_line(Progress const& progress, int columns);

// "45 s", "3 min 20 s", "2 h 05 min".
[[nodiscard]] std::string duration_text(double seconds);

// Draws progress_line() on stderr, at most ten times a second, where stderr is a terminal.
class ProgressBar {
 public:
  ProgressBar(std::size_t total, bool shown, int columns);
  ~ProgressBar();
  ProgressBar(ProgressBar const&) = delete;
  ProgressBar& operator=(ProgressBar const&) = delete;

  void draw(Progress const& progress);
  void clear();  // before anything else is printed

 private:
  bool const shown_;
  int const columns_;
  double drawn_at_s_ = -1;
  bool visible_ = false;
};

}  // namespace helio::cli
