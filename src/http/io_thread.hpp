// IoThread: one thread with its own io_context, and the connections that live on it. Since a
// connection never changes its thread, nothing of it needs a lock.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/clock.hpp"
#include "http/connection.hpp"

namespace helio::http {

class IoThread {
 public:
  explicit IoThread(Clock const& clock);
  ~IoThread();
  IoThread(IoThread const&) = delete;
  IoThread& operator=(IoThread const&) = delete;

  [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }

  // On this thread only.
  void add(Connection& connection) { connections_.insert(&connection); }
  void remove(Connection& connection) { connections_.erase(&connection); }

  // From any thread: does it to each connection, soon.
  void for_each(void (Connection::*action)());

  // From any other thread, when no coroutine is left.
  void join();

 private:
  void arm();

  Clock const& clock_;
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timer_;
  std::set<Connection*> connections_;
  std::thread thread_;
};

}  // namespace helio::http
