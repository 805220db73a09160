#include "http/feed_signal.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace helio::http {
namespace asio = boost::asio;

FeedSignal::FeedSignal(asio::any_io_executor const& executor)
    : timer_(std::in_place, executor, asio::steady_timer::time_point::max()) {}

void FeedSignal::wake() {
  std::scoped_lock const lock(mutex_);
  if (!timer_ || posted_) return;
  posted_ = true;
  asio::post(timer_->get_executor(), [self = shared_from_this()] {
    {
      std::scoped_lock const inner(self->mutex_);
      self->posted_ = false;
    }
    self->woken_ = true;
    if (self->timer_) self->timer_->cancel();
  });
}

asio::awaitable<void> FeedSignal::wait() {
  while (!woken_) {
    auto const [ignored] = co_await timer_->async_wait(asio::as_tuple(asio::use_awaitable));
    (void)ignored;
  }
  woken_ = false;
}

void FeedSignal::close() {
  std::scoped_lock const lock(mutex_);
  timer_.reset();
}

}  // namespace helio::http
