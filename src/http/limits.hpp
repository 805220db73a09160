// Limits: what one client may cost the server.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace helio::http {

struct Limits {
  // A request's line and fields together; past it 431.
  std::size_t head_bytes_max = std::size_t{16} << 10U;
  // The target alone; past it 414.
  std::size_t target_bytes_max = std::size_t{8} << 10U;
  // Open connections; past it 503 with Retry-After. An idle one costs about 2 KiB, with TLS 50.
  std::size_t connections_max = 10'000;
  // Then the connection is closed, so that load spreads again after a restart behind a balancer.
  std::uint64_t requests_per_connection_max = 100'000;
  // Requests that wait for a worker; past it 503 SlowDown with Retry-After.
  std::size_t waiting_requests_max = 256;

  // TLS: from the connection to the end of the handshake.
  std::chrono::milliseconds handshake_max{10'000};
  // From a request's first byte to the end of its fields; past it 408. A new connection has as
  // long until its first byte.
  std::chrono::milliseconds head_max{10'000};
  // A connection between two requests; then it is closed.
  std::chrono::milliseconds idle_max{75'000};
  // No byte of a body at all for that long: 408.
  std::chrono::milliseconds body_idle_max{20'000};
  // A body slower than this on average, after `body_idle_max` of grace: 408.
  std::uint64_t body_bytes_per_second_min = 1'000;
  // A client that takes no byte of a response for that long is cut.
  std::chrono::milliseconds write_idle_max{30'000};
  // How long a closed connection is read on, so that the client sees the last response.
  std::chrono::milliseconds linger_max{2'000};
  // What is left of a refused body is read and dropped up to this; past it the connection closes.
  std::uint64_t drain_bytes_max = std::uint64_t{64} << 10U;
  // A feed that has nothing to say sends an empty comment, so that proxies keep it open.
  std::chrono::milliseconds feed_silence_max{15'000};

  // How much of a body is handed over at a time; also the memory of one request under way.
  std::size_t piece_bytes = std::size_t{256} << 10U;
};

}  // namespace helio::http
