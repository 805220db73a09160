#include "helio/stop_deadline.hpp"

#include <utility>

namespace helio::cli {

StopDeadline::StopDeadline(std::function<void(std::size_t left)> give_up)
    : give_up_(std::move(give_up)) {}

StopDeadline::~StopDeadline() {
  {
    std::scoped_lock const lock(mutex_);
    in_time_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void StopDeadline::begin(std::chrono::milliseconds max, Left left) {
  left_ = std::move(left);
  thread_ = std::thread([this, max] { wait(max); });
}

void StopDeadline::left_for_good(std::size_t left) {
  std::scoped_lock const lock(mutex_);
  left_ = [left] { return left; };
}

void StopDeadline::wait(std::chrono::milliseconds max) {
  std::unique_lock lock(mutex_);
  if (wake_.wait_for(lock, max, [this] { return in_time_; })) return;
  give_up_(left_());
}

}  // namespace helio::cli
