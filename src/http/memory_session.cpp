#include "http/memory_session.hpp"

#include <algorithm>
#include <cstring>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "http/session.hpp"

namespace helio::http {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

class MemoryStream final : public ByteStream {
 public:
  MemoryStream(std::string_view sent, std::size_t read_bytes, std::string& answered)
      : sent_(sent),
        read_bytes_(read_bytes == 0 ? std::max<std::size_t>(1, sent.size()) : read_bytes),
        answered_(answered) {}

  asio::awaitable<error_code> handshake() override { co_return error_code(); }
  asio::awaitable<Transfer> read_some(asio::mutable_buffer into) override {
    auto const size = std::min({sent_.size(), into.size(), read_bytes_});
    if (size == 0) co_return Transfer{asio::error::eof, 0};
    std::memcpy(into.data(), sent_.data(), size);
    sent_.remove_prefix(size);
    co_return Transfer{{}, size};
  }
  asio::awaitable<Transfer> write_some(asio::const_buffer bytes) override {
    answered_.append(static_cast<char const*>(bytes.data()), bytes.size());
    co_return Transfer{{}, bytes.size()};
  }
  asio::awaitable<void> end() override { co_return; }
  void cancel() noexcept override {}
  void close() noexcept override {}

 private:
  std::string_view sent_;
  const std::size_t read_bytes_;
  std::string& answered_;
};

asio::awaitable<void> run(Session& session) { co_await session.run(); }

}  // namespace

std::string answer_in_memory(Handler& handler, std::string_view sent,
                             MemorySessionOptions const& options) {
  std::string answered;
  SystemClock const clock;
  SeededRandom random(1);
  Gate gate;
  std::atomic<bool> const stopping = false;
  AccessObserver const unobserved;
  asio::io_context context(1);
  Workers workers({.threads = 0, .waiting_max = 1, .jobs_max = 1});
  Services const services{options.limits, handler, workers,  clock,
                          random,         gate,    stopping, unobserved};
  auto const connection = std::make_shared<Connection>(
      std::make_unique<MemoryStream>(sent, options.read_bytes, answered), clock, "127.0.0.1",
      false);
  Session session(services, connection);
  asio::co_spawn(context, run(session), asio::detached);
  context.run();
  return answered;
}

}  // namespace helio::http
