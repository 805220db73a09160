// RequestParser: bytes to one request, without a socket. Over Boost.Beast's parser, but stricter:
// what two HTTP implementations could read in two ways is refused (RFC 9112 §11.2, smuggling).
//
// Order    head() until it is done, then body() until it is done. One object per request.
// Refused  a bare CR or LF, folded fields, Content-Length beside Transfer-Encoding, twice or as a
//          list, any transfer coding but a single "chunked", chunks in HTTP/1.0, no or two Hosts.
// Threads  one at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/handler.hpp"
#include "http/limits.hpp"

namespace helio::http {

// Why a request is not even shown to a handler. The connection ends with it.
struct Refusal {
  int status = 400;
  std::string_view code;  // "InvalidRequest", …; problem.hpp
  std::string_view message;
};

class RequestParser {
 public:
  explicit RequestParser(Limits const& limits);
  ~RequestParser();
  RequestParser(RequestParser&&) noexcept;
  RequestParser& operator=(RequestParser&&) noexcept;

  struct HeadStep {
    std::size_t consumed = 0;  // bytes of the head; 0: more are needed, nothing was taken
    std::optional<Refusal> refusal;
  };
  // `bytes` is all that came so far. Fills what the wire says of `into`.
  [[nodiscard]] HeadStep head(std::string_view bytes, RequestHead& into);

  struct BodyStep {
    std::size_t consumed = 0;  // of `bytes`
    std::size_t produced = 0;  // in `into`
    bool bad = false;          // the chunks are malformed
  };
  // Decodes into the front of `into`. Takes nothing once body_done().
  [[nodiscard]] BodyStep body(std::string_view bytes, std::span<std::byte> into);

  // Valid after head():
  [[nodiscard]] bool body_done() const;  // true at once for a request without a body
  [[nodiscard]] std::optional<std::uint64_t> body_bytes_left() const;  // none: chunked
  [[nodiscard]] bool keeps_alive() const;
  [[nodiscard]] bool expects_continue() const;
  [[nodiscard]] bool is_http_1_0() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace helio::http
