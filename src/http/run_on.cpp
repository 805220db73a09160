#include "http/run_on.hpp"

#include <memory>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace helio::http {
namespace asio = boost::asio;

asio::awaitable<void> run_on(Workers& workers, std::function<void()> const& job) {
  auto const executor = co_await asio::this_coro::executor;
  auto start = [&workers, &job, &executor](auto handler) {
    // std::function must be copyable and the handler is not.
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    auto work = asio::make_work_guard(executor);
    workers.submit([&job, executor, shared = std::move(shared), work = std::move(work)]() mutable {
      job();
      asio::post(executor, [resumed = std::move(shared)]() mutable { std::move (*resumed)(); });
    });
  };
  co_await asio::async_initiate<asio::use_awaitable_t<> const, void()>(std::move(start),
                                                                       asio::use_awaitable);
}

}  // namespace helio::http
