#include "wire_client.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <iostream>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "http/text.hpp"

namespace helio::bench {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10U;

[[noreturn]] void stop(std::string const& message) {
  std::cerr << "error: " << message << '\n';
  std::_Exit(1);
}

// The value of a header field of an answer's head; empty where there is none.
std::string_view field_of(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;) {
    auto const line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        http::lower(line.substr(0, name.size())) == name) {
      auto const value = line.substr(name.size() + 1);
      return value.substr(std::min(value.find_first_not_of(' '), value.size()));
    }
    at = head.find("\r\n", at + 2);
  }
  return {};
}

}  // namespace

WireClient::WireClient(WireTarget const& target) : target_(target), buffer_(kBufferBytes) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int const on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(target.port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
    stop("port " + std::to_string(target.port) + ": " + std::strerror(errno));
  }
}

WireClient::~WireClient() { ::close(socket_); }

std::size_t WireClient::exchange(WireRequest const& request) {
  send(head_of(request), request.body);
  return receive(request.method == "HEAD");
}

std::string WireClient::head_of(WireRequest const& request) const {
  http::RequestHead head;
  head.method = request.method;
  head.raw_path = request.path;
  head.headers.add("host", "127.0.0.1:" + std::to_string(target_.port));
  if (!request.aws_target.empty()) {
    head.headers.add("x-amz-target", std::string(request.aws_target));
    head.headers.add("content-type", "application/x-amz-json-1.1");
  }
  aws::sign_headers(head, target_.identity,
                    {.service = request.service,
                     .time = SystemClock().wall(),
                     .payload_hash = request.payload_hash});
  std::string text;
  text.append(head.method).append(" ").append(head.raw_path).append(" HTTP/1.1\r\n");
  for (auto const& [name, value] : head.headers.fields()) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  if (!request.body.empty()) {
    text.append("content-length: ").append(std::to_string(request.body.size())).append("\r\n");
  }
  return text.append("\r\n");
}

void WireClient::send(std::string_view head, std::string_view body) const {
  while (!head.empty() || !body.empty()) {
    std::array<iovec, 2> const pieces = {iovec{const_cast<char*>(head.data()), head.size()},
                                         iovec{const_cast<char*>(body.data()), body.size()}};
    ssize_t const sent = ::writev(socket_, pieces.data(), pieces.size());
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) stop("a request could not be sent: " + std::string(std::strerror(errno)));
    auto const of_head = std::min(head.size(), static_cast<std::size_t>(sent));
    head.remove_prefix(of_head);
    body.remove_prefix(static_cast<std::size_t>(sent) - of_head);
  }
}

std::size_t WireClient::more() {
  while (true) {
    ssize_t const got = ::recv(socket_, buffer_.data() + filled_, buffer_.size() - filled_, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) stop("the server ended the connection");
    return static_cast<std::size_t>(got);
  }
}

std::size_t WireClient::receive(bool bodiless) {
  filled_ = 0;
  std::size_t head_bytes = std::string_view::npos;
  while (head_bytes == std::string_view::npos) {
    filled_ += more();
    head_bytes = std::string_view(buffer_.data(), filled_).find("\r\n\r\n");
    if (filled_ == buffer_.size()) stop("an answer's head is too long");
  }
  std::string_view const head(buffer_.data(), head_bytes);
  auto const length = field_of(head, "content-length");
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  bool const good = head.substr(9, 1) == "2";
  std::string const status(head.substr(0, head.find("\r\n")));
  std::size_t left = bodiless ? 0 : size - std::min(size, filled_ - head_bytes - 4);
  if (!good) {
    filled_ += left > 0 ? more() : 0;
    stop(status + "\n" + std::string(buffer_.data(), filled_));
  }
  while (left > 0) {
    filled_ = 0;
    left -= std::min(left, more());
  }
  return bodiless ? 0 : size;
}

}  // namespace helio::bench
