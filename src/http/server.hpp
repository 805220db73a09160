// Server: listens on one address and answers HTTP/1.1, plain or TLS, by one Handler.
//
// Threads   `io_threads` do all reading and writing and never block; `worker_threads` run the
//           handler. A handler that is slow holds its worker, never other connections.
// Lifetime  handler, clock and random outlive the server. stop() may come from any thread, once;
//           the destructor stops too. A handler that is still running is waited for.
// Errors    of start(): invalid_argument "InvalidListenAddress", "InvalidCertificate"; conflict
//           "AddressInUse"; forbidden "AccessDenied".
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "http/access.hpp"
#include "http/handler.hpp"
#include "http/limits.hpp"

namespace helio::http {

struct TlsFiles {
  std::filesystem::path certificate_chain;  // PEM, the server's own first
  std::filesystem::path private_key;        // PEM
};

struct ServerOptions {
  std::string host = "127.0.0.1";  // an address, "localhost", or "::" for all
  std::uint16_t port = 0;          // 0: any free one; port() tells
  std::optional<TlsFiles> tls;     // TLS 1.2 and 1.3
  std::size_t io_threads = 2;
  std::size_t worker_threads = 8;
  Limits limits;
  AccessObserver observe = log_access;
};

class Server {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(ServerOptions options,
                                                             Handler& handler, Clock const& clock,
                                                             Random& random);
  // What start() would say, without serving: for a caller that has long work to do before.
  [[nodiscard]] static Result<void> check(ServerOptions const& options);
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  [[nodiscard]] std::size_t connections() const;

  // Stops accepting, ends feeds and idle connections, lets requests under way finish until
  // `drain_max`, then cuts them.
  void stop(std::chrono::milliseconds drain_max);

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// "127.0.0.1:8080", "[::1]:0", "localhost:80" -> host and port.
// Errors: invalid_argument "InvalidListenAddress".
struct ListenAddress {
  std::string host;
  std::uint16_t port = 0;
};
[[nodiscard]] Result<ListenAddress> parse_listen_address(std::string_view text);

// Whether the files are a certificate and its key. Errors: invalid_argument "InvalidCertificate".
[[nodiscard]] Result<void> check_tls_files(TlsFiles const& files);

// True for 127.0.0.0/8, ::1 and "localhost".
[[nodiscard]] bool is_loopback(std::string_view host);

}  // namespace helio::http
