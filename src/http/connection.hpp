// Connection: a stream with a deadline, and what a stop or a tick of the clock does to it.
//
// There is no timer per connection: the io thread that owns it calls tick() a few times a second.
// Threads  its io thread only.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "base/clock.hpp"
#include "http/byte_stream.hpp"
#include "http/feed_signal.hpp"

namespace helio::http {

class Connection {
 public:
  Connection(std::unique_ptr<ByteStream> stream, Clock const& clock, std::string remote_address,
             bool tls)
      : stream_(std::move(stream)),
        clock_(clock),
        remote_address_(std::move(remote_address)),
        tls_(tls) {}

  [[nodiscard]] ByteStream& stream() noexcept { return *stream_; }
  [[nodiscard]] std::string const& remote_address() const noexcept { return remote_address_; }
  [[nodiscard]] bool tls() const noexcept { return tls_; }

  // The operation that follows must end within `time_max`, or it is cancelled.
  void within(std::chrono::milliseconds time_max) {
    expired_ = false;
    deadline_ = clock_.now() + time_max;
  }
  // No operation is pending.
  void done() { deadline_ = kNever; }
  [[nodiscard]] bool expired() const noexcept { return expired_; }

  // Waits for the next request: a stop ends it at once.
  void set_idle(bool idle) { idle_ = idle; }
  // Sends a feed, which is woken by a stop, and whenever `silence_max` went by after feed_spoke().
  void set_feed(std::shared_ptr<FeedSignal> feed) { feed_ = std::move(feed); }
  void feed_spoke(std::chrono::milliseconds silence_max) {
    comment_due_ = clock_.now() + silence_max;
  }
  [[nodiscard]] bool comment_is_due() const { return clock_.now() >= comment_due_; }

  void tick(Clock::Monotonic now) {
    if (now >= deadline_) {
      expired_ = true;
      deadline_ = kNever;
      stream_->cancel();
    }
    if (feed_ && now >= comment_due_) feed_->wake();
  }
  void drain() {
    if (idle_) stream_->cancel();
    if (feed_) feed_->wake();
  }
  void cut() {
    stream_->close();
    if (feed_) feed_->wake();
  }

 private:
  static constexpr auto kNever = Clock::Monotonic::max();

  const std::unique_ptr<ByteStream> stream_;
  Clock const& clock_;
  const std::string remote_address_;
  bool const tls_;
  Clock::Monotonic deadline_ = kNever;
  Clock::Monotonic comment_due_ = kNever;
  bool expired_ = false;
  bool idle_ = false;
  std::shared_ptr<FeedSignal> feed_;
};

}  // namespace helio::http
