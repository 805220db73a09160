// FeedSignal: wakes the coroutine that sends a feed, from any thread and also after it has ended.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace helio::http {

class FeedSignal : public std::enable_shared_from_this<FeedSignal> {
 public:
  explicit FeedSignal(boost::asio::any_io_executor const& executor);

  // Callable from any thread; nothing after close().
  void wake();
  // The rest on the connection's io thread. Returns once woken since the last wait().
  [[nodiscard]] boost::asio::awaitable<void> wait();
  void close();

 private:
  std::mutex mutex_;
  bool posted_ = false;  // guarded: at most one wake is on its way
  bool woken_ = false;
  // Gone after close(), guarded: whoever holds the signal longer must not reach the io thread.
  std::optional<boost::asio::steady_timer> timer_;
};

}  // namespace helio::http
