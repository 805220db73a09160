#include <algorithm>
#include <exception>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "http/problem.hpp"
#include "http/run_on.hpp"
#include "http/session.hpp"

namespace helio::http {
namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

// A body begins with small pieces and gets larger ones as it comes: a client that only says that it
// will send a lot costs no more than this.
constexpr std::size_t kFirstPiece = std::size_t{16} << 10U;
constexpr std::size_t kReadMax = std::size_t{64} << 10U;

// A handler that throws has a bug: the client gets a 500, the log the reason, the server lives on.
template <typename Step>
void shielded(RequestHead const& head, std::optional<Response>& response, Step const& step) {
  try {
    step();
  } catch (std::exception const& e) {
    log::error("a handler threw", {{"request_id", head.request_id}, {"reason", e.what()}});
    response = problem(500, "InternalError", "Something failed here; the log has the reason.",
                       head.request_id);
  }
}

// How long to wait for the next bytes: a body must keep the least rate on average.
milliseconds patience(Limits const& limits, std::uint64_t received, milliseconds spent) {
  auto const rate = std::max<std::uint64_t>(1, limits.body_bytes_per_second_min);
  // Capped so that no body is long enough to overflow; a day at the least rate is plenty.
  auto const earned_s = std::min<std::uint64_t>(received / rate, 86'400);
  auto const allowed = limits.body_idle_max + std::chrono::seconds(earned_s) - spent;
  return std::clamp(allowed, milliseconds(0), limits.body_idle_max);
}

}  // namespace

asio::awaitable<std::optional<Response>> Session::answer(Exchange& now) {
  std::optional<Response> response;
  if (services_.workers.full()) {
    response =
        problem(503, "SlowDown", "The server is busy; try again in a moment.", now.head.request_id);
    co_return response;
  }
  std::unique_ptr<BodyWriter> writer;
  bool const bodiless = now.parser.body_done();
  std::function<void()> const begin = [&] {
    shielded(now.head, response, [&] {
      Begun begun = services_.handler.begin(now.head);
      if (auto* const at_once = std::get_if<Response>(&begun)) {
        response = std::move(*at_once);
        return;
      }
      writer = std::move(std::get<std::unique_ptr<BodyWriter>>(begun));
      if (bodiless) response = writer->finish();
    });
    if (response) writer.reset();
  };
  co_await run_on(services_.workers, begin);
  if (!response) response = co_await receive_body(now, writer);
  co_return response;
}

asio::awaitable<std::optional<Response>> Session::receive_body(
    Exchange& now, std::unique_ptr<BodyWriter>& writer) {
  auto const& limits = services_.limits;
  std::optional<Response> response;
  bool writable = true;
  if (now.parser.expects_continue() && inbox_.empty()) {
    now.continued = true;
    writable = co_await write(now, "HTTP/1.1 100 Continue\r\n\r\n");
  }
  auto const length = now.head.content_length.value_or(limits.piece_bytes);
  auto const piece_bytes_max =
      static_cast<std::size_t>(std::min<std::uint64_t>(length, limits.piece_bytes));
  Bytes piece(std::min(piece_bytes_max, kFirstPiece));
  std::size_t size = 0;
  std::function<void()> const hand_over = [&] {
    shielded(now.head, response, [&] {
      if (size > 0) response = writer->write(BytesView(piece).first(size));
      if (!response && now.parser.body_done()) response = writer->finish();
    });
    if (response) writer.reset();
  };
  while (!response) {
    Came came = Came::nothing;
    if (writable) came = co_await receive_piece(now, piece, size);
    if (came != Came::all) {
      now.broken = true;
      std::function<void()> const drop = [&] {
        shielded(now.head, response, [&] {
          if (came == Came::too_late) response = writer->cut_off(BodyEnd::too_slow);
          if (came == Came::malformed) response = writer->cut_off(BodyEnd::malformed);
        });
        writer.reset();
      };
      co_await run_on(services_.workers, drop);
      if (response) co_return response;
      if (came == Came::too_late) {
        response = problem(408, "RequestTimeout", "The body came too slowly; send it again.",
                           now.head.request_id);
      } else if (came == Came::malformed) {
        response = problem(400, "InvalidRequest", "The body is not well-formed HTTP.",
                           now.head.request_id);
      }
      co_return response;
    }
    co_await run_on(services_.workers, hand_over);
    piece.resize(std::min(2 * piece.size(), piece_bytes_max));
  }
  co_return response;
}

asio::awaitable<Session::Came> Session::receive_piece(Exchange& now, std::span<std::byte> into,
                                                      std::size_t& size) {
  std::size_t const capacity = std::clamp(into.size(), kFirstPiece, kReadMax);
  size = 0;
  while (!now.parser.body_done()) {
    auto const step = now.parser.body(inbox_.view(), into.subspan(size));
    inbox_.consume(step.consumed);
    size += step.produced;
    now.access.bytes_received += step.produced;
    if (step.bad) co_return Came::malformed;
    if (now.parser.body_done() || size == into.size()) break;

    // A chunk's size line or a trailer that fills the inbox is no honest one.
    if (inbox_.view().size() >= capacity) co_return Came::malformed;
    auto const begun = services_.clock.now();
    bool const received = co_await receive(
        capacity, patience(services_.limits, now.access.bytes_received, now.receiving));
    now.receiving += std::chrono::duration_cast<milliseconds>(services_.clock.now() - begun);
    if (!received) co_return connection_->expired() ? Came::too_late : Came::nothing;
  }
  co_return Came::all;
}

}  // namespace helio::http
