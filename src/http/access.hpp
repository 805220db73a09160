// One answered request, for the access log and for metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/clock.hpp"

namespace helio::http {

struct Access {
  std::string method;
  std::string path;                  // without the query, where presigned signatures stand
  int status = 0;                    // 0: the client left before an answer
  std::uint64_t bytes_received = 0;  // of the body
  std::uint64_t bytes_sent = 0;
  double duration_ms = 0;
  std::string remote_address;
  std::string request_id;
};

// Called on an io thread after each request: must not block.
using AccessObserver = std::function<void(Access const&)>;

// Writes one info line.
void log_access(Access const& access);

}  // namespace helio::http
