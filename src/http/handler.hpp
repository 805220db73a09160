// Handler: what answers an HTTP request. The listener (http/server.hpp) owns sockets, TLS,
// deadlines and limits; a handler sees a request's head, then its body in pieces, and returns a
// response.
//
// Order    begin(head) once. It either answers at once (a refusal, a GET) or returns a BodyWriter,
//          which gets the body's pieces in order and then finish(). A BodyWriter that is destroyed
//          without finish() means that the client went away: drop what was written.
// Threads  begin(), write(), finish() and BodyReader::read() run on the server's worker pool, may
//          block on disk, and for one request never run at the same time. A slow client holds no
//          worker: the server calls only when bytes are there.
// Memory   The head lives until the response is sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"

namespace helio::http {

// Header fields in the order they came; names compare without case.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  // The first value of that name.
  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
  // All values of that name, in order.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  void set(std::string_view name, std::string value);  // replaces all of that name
  [[nodiscard]] std::vector<Field> const& fields() const noexcept { return fields_; }

 private:
  std::vector<Field> fields_;
};

struct RequestHead {
  std::string method;  // "GET"
  std::string target;  // as sent: "/a%20b?x=1"
  // The target's path as sent, still percent-encoded: signatures and S3 keys need it so.
  std::string raw_path;
  // Decoded query parameters in the order they came; a name without "=" has an empty value.
  std::vector<std::pair<std::string, std::string>> query;
  Headers headers;
  std::optional<std::uint64_t> content_length;  // none: no body, or chunked
  std::string request_id;      // made by the server, on every log line and response
  std::string remote_address;  // "127.0.0.1"
  bool tls = false;

  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
};

// A response body that is too large for memory, or made while it is sent.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  // Fills the front of `into`; 0 is the end. An error cuts the connection, since the status is out.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<std::byte> into) = 0;
};

// A response without end (server-sent events). next() never blocks.
class EventFeed {
 public:
  virtual ~EventFeed() = default;
  // Bytes to send now; empty when there are none yet.
  [[nodiscard]] virtual std::string next() = 0;
  // `wake` is called (from any thread, possibly at once) whenever next() may have bytes again.
  virtual void on_ready(std::function<void()> wake) = 0;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;                             // when neither of the two below is set
  std::unique_ptr<BodyReader> stream;           // with content_length, or chunked without
  std::optional<std::uint64_t> content_length;  // of `stream`, or of a HEAD's body that is not sent
  std::unique_ptr<EventFeed> feed;
};

enum class BodyEnd { too_slow, malformed };  // before its own end

class BodyWriter {
 public:
  virtual ~BodyWriter() = default;
  // The next piece. A response ends the request early (too large, wrong checksum).
  [[nodiscard]] virtual std::optional<Response> write(BytesView piece) = 0;
  [[nodiscard]] virtual Response finish() = 0;
  // The body ends where it is, and nothing of it counts; the last call. None: the server's answer.
  [[nodiscard]] virtual std::optional<Response> cut_off(BodyEnd /*why*/) { return std::nullopt; }
};

using Begun = std::variant<Response, std::unique_ptr<BodyWriter>>;

class Handler {
 public:
  virtual ~Handler() = default;
  // `head` outlives the returned BodyWriter.
  [[nodiscard]] virtual Begun begin(RequestHead const& head) = 0;
};

// For small bodies: collects up to `bytes_max`, then calls `answer` with all of it; past the bound
// it answers with `too_large()`, and of a body that is cut off with `cut_off()`, if given.
[[nodiscard]] std::unique_ptr<BodyWriter> collect_body(
    std::size_t bytes_max, std::function<Response(std::string body)> answer,
    std::function<Response()> too_large, std::function<Response(BodyEnd)> cut_off = {});

}  // namespace helio::http
