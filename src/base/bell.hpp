// Bell: tells one listener, who comes and goes while others ring.
//
// Threads  callable from any. When listen() returns the former listener is not called any more, so
//          what it uses may be destroyed.
#pragma once

#include <functional>
#include <mutex>
#include <utility>

namespace helio {

class Bell {
 public:
  // Empty: nobody. A listener must be quick, and rings no bell of its own.
  void listen(std::function<void()> listener) {
    std::scoped_lock const lock(mutex_);
    listener_ = std::move(listener);
  }
  void ring() const {
    std::scoped_lock const lock(mutex_);
    if (listener_) listener_();
  }

 private:
  mutable std::mutex mutex_;
  std::function<void()> listener_;
};

}  // namespace helio
