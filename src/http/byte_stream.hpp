// ByteStream: the two directions of one connection, plain TCP or TLS, for src/http's own
// coroutines.
//
// Threads  all calls on the connection's io thread; one read and one write may be pending together.
// Errors   as error codes. cancel() ends what is pending with operation_aborted; the stream may
//          be used after that, so that a late client still gets its 408.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

namespace boost::asio::ssl {
class context;
}

namespace helio::http {

struct Transfer {
  boost::system::error_code error;
  std::size_t bytes = 0;
};

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  [[nodiscard]] virtual boost::asio::awaitable<boost::system::error_code> handshake() = 0;
  [[nodiscard]] virtual boost::asio::awaitable<Transfer> read_some(
      boost::asio::mutable_buffer into) = 0;
  [[nodiscard]] virtual boost::asio::awaitable<Transfer> write_some(
      boost::asio::const_buffer bytes) = 0;
  // Says that nothing more will be sent: TLS's close_notify, TCP's FIN.
  [[nodiscard]] virtual boost::asio::awaitable<void> end() = 0;
  virtual void cancel() noexcept = 0;
  virtual void close() noexcept = 0;
};

[[nodiscard]] std::unique_ptr<ByteStream> plain_stream(boost::asio::ip::tcp::socket socket);
[[nodiscard]] std::unique_ptr<ByteStream> tls_stream(boost::asio::ip::tcp::socket socket,
                                                     boost::asio::ssl::context& context);

}  // namespace helio::http
