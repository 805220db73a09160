#include "adapters/curl/canned_server.hpp"

#include <array>
#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace helio::curl {
namespace {

// A whole request: its head, and as many bytes as its Content-Length says.
bool complete(std::string const& text) {
  auto const end = text.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  auto const at = text.find("Content-Length: ");
  if (at == std::string::npos || at > end) return true;
  return text.size() >= end + 4 + std::strtoul(text.c_str() + at + 16, nullptr, 10);
}

}  // namespace

CannedServer::CannedServer(std::vector<std::string> answers) : answers_(std::move(answers)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, 8) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    std::abort();
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

CannedServer::~CannedServer() {
  ::shutdown(listener_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  ::close(listener_);
}

std::string CannedServer::url(std::string const& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<std::string> const& CannedServer::requests() {
  if (thread_.joinable()) thread_.join();
  return requests_;
}

void CannedServer::serve() {
  for (auto const& answer : answers_) {
    int const peer = ::accept(listener_, nullptr, nullptr);
    if (peer < 0) return;
    std::string request;
    std::array<char, 4096> piece{};
    while (!complete(request)) {
      auto const got = ::recv(peer, piece.data(), piece.size(), 0);
      if (got <= 0) break;
      request.append(piece.data(), static_cast<std::size_t>(got));
    }
    requests_.push_back(std::move(request));
    if (answer.empty()) {
      (void)::recv(peer, piece.data(), piece.size(), 0);  // until the client gives up
    } else {
      (void)::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
    ::close(peer);
  }
}

}  // namespace helio::curl
