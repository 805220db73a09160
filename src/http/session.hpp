// Session: all requests of one connection, one after the other (HTTP/1.1 keep-alive). Pipelined
// requests wait in the inbox until the one before is answered.
//
// Lifetime  of what Services refers to: until run() has ended.
// Compiler  GCC 12 destroys some temporaries of a co_await expression twice: what owns memory gets
// a
//           name on a line of its own first.
#pragma once

#include <atomic>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "http/access.hpp"
#include "http/connection.hpp"
#include "http/gate.hpp"
#include "http/handler.hpp"
#include "http/inbox.hpp"
#include "http/limits.hpp"
#include "http/request_parser.hpp"
#include "http/response_head.hpp"
#include "http/workers.hpp"

namespace helio::http {

struct Services {
  Limits const& limits;
  Handler& handler;
  Workers& workers;
  Clock const& clock;
  Random& random;
  Gate& gate;                         // counts every coroutine
  std::atomic<bool> const& stopping;  // answers say Connection: close
  AccessObserver const& observe;      // may be empty
};

class Session {
 public:
  Session(Services const& services, std::shared_ptr<Connection> connection)
      : services_(services), connection_(std::move(connection)) {}

  // Ends when the connection has.
  [[nodiscard]] boost::asio::awaitable<void> run();
  // Instead of run(), for a connection past the limit: says 503 and closes.
  [[nodiscard]] boost::asio::awaitable<void> refuse();

 private:
  struct Exchange;
  enum class Came { all, nothing, too_late, malformed };

  // One request and its answer. False: the connection ends.
  [[nodiscard]] boost::asio::awaitable<bool> exchange();
  [[nodiscard]] boost::asio::awaitable<Came> receive_head(Exchange& now);
  // None: the client left.
  [[nodiscard]] boost::asio::awaitable<std::optional<Response>> answer(Exchange& now);
  [[nodiscard]] boost::asio::awaitable<std::optional<Response>> receive_body(
      Exchange& now, std::unique_ptr<BodyWriter>& writer);
  // The next piece of the body, as large as `into` but for the last.
  [[nodiscard]] boost::asio::awaitable<Came> receive_piece(Exchange& now, std::span<std::byte> into,
                                                           std::size_t& size);
  // More bytes into the inbox. False: none came, within `time_max` or ever.
  [[nodiscard]] boost::asio::awaitable<bool> receive(std::size_t capacity,
                                                     std::chrono::milliseconds time_max);

  [[nodiscard]] bool may_keep(Exchange const& now) const;
  [[nodiscard]] boost::asio::awaitable<bool> send(Exchange& now, Response& response, bool keep);
  [[nodiscard]] boost::asio::awaitable<bool> send_stream(Exchange& now, Response& response,
                                                         ResponseFrame frame, std::string& head);
  [[nodiscard]] boost::asio::awaitable<void> send_feed(Exchange& now, EventFeed& feed,
                                                       bool chunked);
  [[nodiscard]] boost::asio::awaitable<bool> write(Exchange& now, std::string_view bytes);
  [[nodiscard]] boost::asio::awaitable<bool> drop_rest_of_body(Exchange& now);
  [[nodiscard]] boost::asio::awaitable<void> linger();
  void record(Exchange const& now) const;

  Services const& services_;
  const std::shared_ptr<Connection> connection_;
  Inbox inbox_;
  std::uint64_t requests_ = 0;
};

// What one request needs on its way.
struct Session::Exchange {
  explicit Exchange(Limits const& limits) : parser(limits) {}

  RequestHead head;
  RequestParser parser;
  std::optional<Refusal> refusal;
  Clock::Monotonic started;
  std::chrono::milliseconds receiving{0};  // spent waiting for the body's bytes
  bool continued = false;                  // "100 Continue" was sent
  bool broken = false;                     // the rest of the body cannot be found
  Access access;
};

}  // namespace helio::http
