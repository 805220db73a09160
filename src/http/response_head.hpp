// A response's head as bytes, and how its body is framed (RFC 9112 §6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::http {

enum class Framing {
  none,        // no body: HEAD, 204, 304
  length,      // Content-Length
  chunked,     // the length is not known
  until_close  // the same for HTTP/1.0
};

struct ResponseFrame {
  Framing framing = Framing::length;
  std::uint64_t length = 0;  // of Framing::length
};

[[nodiscard]] ResponseFrame frame_of(Response const& response, bool head_request, bool http_1_0);

struct HeadFacts {
  ResponseFrame frame;
  bool head_request = false;
  bool keep_alive = true;
  bool http_1_0 = false;
  Timestamp date;
  std::string_view request_id;
};

// Status line and fields, up to the empty line. Framing and connection fields are the server's:
// those that the handler set are dropped. CR, LF and NUL in values become spaces, so that no value
// can begin a second response.
[[nodiscard]] std::string response_head(Response const& response, HeadFacts const& facts);

}  // namespace helio::http
