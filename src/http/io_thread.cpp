#include "http/io_thread.hpp"

#include <boost/asio/post.hpp>
#include <pthread.h>

namespace helio::http {
namespace asio = boost::asio;

namespace {

// How late a deadline may be noticed.
constexpr auto kTick = std::chrono::milliseconds(100);

}  // namespace

IoThread::IoThread(Clock const& clock)
    : clock_(clock), work_(asio::make_work_guard(context_)), timer_(context_) {
  arm();
  thread_ = std::thread([this] { context_.run(); });
  pthread_setname_np(thread_.native_handle(), "http-io");
}

IoThread::~IoThread() { join(); }

void IoThread::arm() {
  timer_.expires_after(kTick);
  timer_.async_wait([this](boost::system::error_code const& error) {
    if (error) return;
    auto const now = clock_.now();
    for (Connection* const connection : connections_) connection->tick(now);
    arm();
  });
}

void IoThread::for_each(void (Connection::*action)()) {
  asio::post(context_, [this, action] {
    for (Connection* const connection : connections_) (connection->*action)();
  });
}

void IoThread::join() {
  if (!thread_.joinable()) return;
  work_.reset();
  context_.stop();
  thread_.join();
}

}  // namespace helio::http
