// SocketClient: the other end of a connection, for tests: plain blocking sockets, or TLS.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/handler.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace helio::http {

class SocketClient {
 public:
  explicit SocketClient(std::uint16_t port, bool tls = false);
  ~SocketClient();
  SocketClient(SocketClient const&) = delete;
  SocketClient& operator=(SocketClient const&) = delete;

  bool send(std::string_view bytes);  // false: the server closed
  void end_sending();

  struct Answer {
    int status = 0;  // 0: the connection ended before one
    Headers headers;
    std::string body;
  };
  // The next response with its body, by length or chunks, or up to the end.
  Answer receive(bool head_request = false);
  // Sends and receives.
  Answer ask(std::string_view request);

  // Reads until `text` has come; false: the connection ended before, or `time_max_ms` went by.
  bool receive_until(std::string_view text, int time_max_ms = kPatienceMs);
  bool ended();  // the server closed, after all it sent was read

 private:
  static constexpr int kPatienceMs = 60'000;
  bool fill(int time_max_ms = kPatienceMs);  // more into buffer_

  int socket_ = -1;
  ssl_ctx_st* tls_context_ = nullptr;
  ssl_st* tls_ = nullptr;
  std::string buffer_;
};

}  // namespace helio::http
