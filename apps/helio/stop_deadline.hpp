// StopDeadline: a stop that takes too long is given up, whatever hangs: a function, a disk, a
// client. Everything that counts is on the disk at any time, so the process may just end.
//
// Threads  one thread waits for the time; begin() and the rest are called from one other.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>

namespace helio::cli {

class StopDeadline {
 public:
  // How much work is left; callable from any thread.
  using Left = std::function<std::size_t()>;

  // `give_up` is called at most once, on the waiting thread, and does not return in a real server.
  explicit StopDeadline(std::function<void(std::size_t left)> give_up);
  ~StopDeadline();  // in time: nothing is given up
  StopDeadline(StopDeadline const&) = delete;
  StopDeadline& operator=(StopDeadline const&) = delete;

  void begin(std::chrono::milliseconds max, Left left);
  // What `left` asked is about to go.
  void left_for_good(std::size_t left);

 private:
  void wait(std::chrono::milliseconds max);

  const std::function<void(std::size_t)> give_up_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool in_time_ = false;
  Left left_;
  std::thread thread_;
};

}  // namespace helio::cli
