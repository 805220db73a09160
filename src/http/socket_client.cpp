#include "http/socket_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/text.hpp"

namespace helio::http {

SocketClient::SocketClient(std::uint16_t port, bool tls) {
  socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
  if (!tls || socket_ < 0) return;
  tls_context_ = SSL_CTX_new(TLS_client_method());
  tls_ = SSL_new(tls_context_);
  SSL_set_fd(tls_, socket_);
  SSL_connect(tls_);
}

SocketClient::~SocketClient() {
  if (tls_ != nullptr) SSL_free(tls_);
  if (tls_context_ != nullptr) SSL_CTX_free(tls_context_);
  if (socket_ >= 0) ::close(socket_);
}

bool SocketClient::send(std::string_view bytes) {
  if (tls_ != nullptr) return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) > 0;
  while (!bytes.empty()) {
    auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void SocketClient::end_sending() { ::shutdown(socket_, SHUT_WR); }

bool SocketClient::fill(int time_max_ms) {
  char piece[16384];
  if (tls_ == nullptr || SSL_pending(tls_) == 0) {
    pollfd waited{socket_, POLLIN, 0};
    if (::poll(&waited, 1, time_max_ms) <= 0) return false;
  }
  auto const got = tls_ != nullptr ? SSL_read(tls_, piece, sizeof piece)
                                   : static_cast<int>(::recv(socket_, piece, sizeof piece, 0));
  if (got <= 0) return false;
  buffer_.append(piece, static_cast<std::size_t>(got));
  return true;
}

bool SocketClient::receive_until(std::string_view text, int time_max_ms) {
  while (buffer_.find(text) == std::string::npos) {
    if (!fill(time_max_ms)) return false;
  }
  return true;
}

bool SocketClient::ended() {
  buffer_.clear();
  while (fill()) buffer_.clear();
  char byte = 0;
  return tls_ != nullptr || ::recv(socket_, &byte, 1, MSG_DONTWAIT) == 0;
}

SocketClient::Answer SocketClient::receive(bool head_request) {
  Answer answer;
  if (!receive_until("\r\n\r\n")) return answer;
  auto const end = buffer_.find("\r\n\r\n");
  std::string const head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  answer.status = std::stoi(head.substr(9, 3));
  for (auto at = head.find("\r\n") + 2; at < head.size();) {
    auto const line = head.substr(at, head.find("\r\n", at) - at);
    auto const colon = line.find(':');
    answer.headers.add(line.substr(0, colon), std::string(trimmed(line.substr(colon + 1))));
    at += line.size() + 2;
  }
  if (head_request || answer.status < 200 || answer.status == 204 || answer.status == 304) {
    return answer;
  }
  if (auto const length = answer.headers.get("Content-Length")) {
    auto const size = std::stoul(std::string(*length));
    while (buffer_.size() < size && fill()) continue;
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
  }
  bool const chunked = answer.headers.get("Transfer-Encoding").has_value();
  while (chunked) {
    if (!receive_until("\r\n")) return answer;
    auto const size = std::stoul(buffer_, nullptr, 16);
    auto const begin = buffer_.find("\r\n") + 2;
    while (buffer_.size() < begin + size + 2 && fill()) continue;
    answer.body += buffer_.substr(begin, size);
    buffer_.erase(0, begin + size + 2);
    if (size == 0) return answer;
  }
  while (fill()) continue;
  answer.body.swap(buffer_);
  return answer;
}

SocketClient::Answer SocketClient::ask(std::string_view request) {
  if (!send(request)) return {};
  return receive(request.starts_with("HEAD"));
}

}  // namespace helio::http
