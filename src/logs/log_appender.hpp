// LogAppender: log lines to a LogStore without waiting for it.
//
// append() puts a line into a bounded queue; a thread of its own writes all that came in together.
// Past the bound a line is dropped and counted, and a line in its stream says how many are missing.
// What is in the queue when the process is killed is lost; a graceful end writes it.
// Threads  append() is callable from any and never waits for the store.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "logs/log_store.hpp"

namespace helio::logs {

struct LogAppenderOptions {
  std::size_t bytes_max = 16U << 20U;    // waiting in memory
  std::chrono::milliseconds every{250};  // lines of this long share one write
};

class LogAppender {
 public:
  LogAppender(LogStore& store, Clock const& clock, LogAppenderOptions options = {});
  ~LogAppender();  // writes what waits
  LogAppender(LogAppender const&) = delete;
  LogAppender& operator=(LogAppender const&) = delete;

  void append(std::string_view group, std::string_view stream, std::string message);
  // Returns when all that was appended before is written or dropped.
  void flush();
  [[nodiscard]] std::uint64_t dropped() const;

 private:
  void run();
  void write(std::vector<Batch> const& batches);

  LogStore& store_;
  Clock const& clock_;
  const LogAppenderOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable wake_, written_;
  std::vector<Batch> waiting_;  // one per stream
  std::size_t waiting_bytes_ = 0;
  std::uint64_t dropped_ = 0;  // in all
  std::uint64_t unsaid_ = 0;   // since a line last said so
  std::uint64_t flushes_asked_ = 0, flushes_done_ = 0;
  bool stopping_ = false;
  std::thread thread_;  // last: uses all of the above
};

}  // namespace helio::logs
