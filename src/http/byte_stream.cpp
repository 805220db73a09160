#include "http/byte_stream.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace helio::http {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto kOutcome = asio::as_tuple(asio::use_awaitable);

void close_socket(tcp::socket& socket) noexcept {
  error_code ignored;
  socket.close(ignored);
}

class PlainStream final : public ByteStream {
 public:
  explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}

  asio::awaitable<error_code> handshake() override { co_return error_code(); }
  asio::awaitable<Transfer> read_some(asio::mutable_buffer into) override {
    auto const [error, bytes] = co_await socket_.async_read_some(into, kOutcome);
    co_return Transfer{error, bytes};
  }
  asio::awaitable<Transfer> write_some(asio::const_buffer bytes) override {
    auto const [error, written] = co_await socket_.async_write_some(bytes, kOutcome);
    co_return Transfer{error, written};
  }
  asio::awaitable<void> end() override {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }
  void cancel() noexcept override {
    error_code ignored;
    socket_.cancel(ignored);
  }
  void close() noexcept override { close_socket(socket_); }

 private:
  tcp::socket socket_;
};

class TlsStream final : public ByteStream {
 public:
  TlsStream(tcp::socket socket, asio::ssl::context& context)
      : stream_(std::move(socket), context) {}

  asio::awaitable<error_code> handshake() override {
    auto const [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kOutcome);
    co_return error;
  }
  asio::awaitable<Transfer> read_some(asio::mutable_buffer into) override {
    auto const [error, bytes] = co_await stream_.async_read_some(into, kOutcome);
    co_return Transfer{error, bytes};
  }
  asio::awaitable<Transfer> write_some(asio::const_buffer bytes) override {
    auto const [error, written] = co_await stream_.async_write_some(bytes, kOutcome);
    co_return Transfer{error, written};
  }
  asio::awaitable<void> end() override {
    // Waits for the client's close_notify; the caller's deadline bounds that.
    auto const [ignored] = co_await stream_.async_shutdown(kOutcome);
    (void)ignored;
  }
  void cancel() noexcept override {
    error_code ignored;
    stream_.next_layer().cancel(ignored);
  }
  void close() noexcept override { close_socket(stream_.next_layer()); }

 private:
  asio::ssl::stream<tcp::socket> stream_;
};

}  // namespace

std::unique_ptr<ByteStream> plain_stream(tcp::socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<ByteStream> tls_stream(tcp::socket socket, asio::ssl::context& context) {
  return std::make_unique<TlsStream>(std::move(socket), context);
}

}  // namespace helio::http
