#include "helio/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "helio/terminal_text.hpp"

namespace helio::cli {
namespace {

constexpr int kBarColumnsMax = 30;
constexpr int kBarColumnsMin = 8;
constexpr double kJudgeAfter_s = 1;  // earlier, the first image's warm-up is all there is
constexpr double kRedraw_s = 0.1;

std::string bar(double share, int columns) {
  int const full = static_cast<int>(std::lround(share * columns));
  std::string text;
  for (int i = 0; i < columns; ++i) text += i < full ? "#" : "·";
  return "[" + text + "]  ";
}

}  // namespace

std::string duration_text(double seconds) {
  // Past 100 hours nobody plans by minutes; the bound also keeps the conversion defined.
  auto const whole = static_cast<long>(std::lround(std::clamp(seconds, 0.0, 3.6e8)));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string progress_line(Progress const& progress, int columns) {
  std::string text = fmt::format("{}/{}", progress.done, progress.total);
  if (progress.done > 0 && progress.elapsed_s >= kJudgeAfter_s) {
    double const rate = static_cast<double>(progress.done) / progress.elapsed_s;
    auto const left = static_cast<double>(progress.total - progress.done);
    text += fmt::format("  {:.1f}/s", rate);
    if (left > 0) text += fmt::format("  {} left", duration_text(left / rate));
  }
  if (progress.failed > 0) text += fmt::format("  {} failed", progress.failed);

  int const room = columns - columns_of(text) - 4;  // "[" and "]  "
  if (room < kBarColumnsMin || progress.total == 0) return shorten(text, columns);
  double const share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
  return bar(share, std::min(room, kBarColumnsMax)) + text;
}

ProgressBar::ProgressBar(std::size_t total, bool shown, int columns)
    : shown_(shown && total > 1), columns_(columns) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::draw(Progress const& progress) {
  if (!shown_) return;
  if (visible_ && progress.elapsed_s - drawn_at_s_ < kRedraw_s) return;
  // The last column stays free: a line that fills it would wrap and not be redrawn in place.
  std::string const line = "\r\x1b[K" + progress_line(progress, columns_ - 1);
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
  drawn_at_s_ = progress.elapsed_s;
  visible_ = true;
}

void ProgressBar::clear() {
  if (!visible_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  visible_ = false;
}

}  // namespace helio::cli
