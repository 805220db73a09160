#include "http/session.hpp"

#include <algorithm>
#include <utility>

#include "base/ids.hpp"
#include "http/problem.hpp"

namespace helio::http {
namespace asio = boost::asio;

namespace {

// A head is mostly one packet; an idle connection holds no more than this.
constexpr std::size_t kFirstRead = 2048;

}  // namespace

asio::awaitable<void> Session::run() {
  connection_->within(services_.limits.handshake_max);
  auto const error = co_await connection_->stream().handshake();
  connection_->done();
  if (!error) {
    bool more = true;
    while (more) more = co_await exchange();
    co_await linger();
  }
  connection_->stream().close();
}

asio::awaitable<void> Session::refuse() {
  connection_->within(services_.limits.handshake_max);
  auto const error = co_await connection_->stream().handshake();
  connection_->done();
  if (!error) {
    Exchange now(services_.limits);
    now.head.request_id = uuid_v4(services_.random);
    Response response = problem(503, "SlowDown", "Too many connections; try again in a moment.",
                                now.head.request_id);
    bool const sent = co_await send(now, response, false);
    (void)sent;
    co_await linger();
  }
  connection_->stream().close();
}

asio::awaitable<bool> Session::exchange() {
  Exchange now(services_.limits);
  now.head.request_id = uuid_v4(services_.random);
  now.head.remote_address = connection_->remote_address();
  now.head.tls = connection_->tls();
  Came const came = co_await receive_head(now);
  if (came == Came::nothing) co_return false;

  std::optional<Response> response;
  if (came == Came::all) {
    response = co_await answer(now);
  } else {
    now.broken = true;
    Refusal const refusal = now.refusal.value_or(
        Refusal{408, "RequestTimeout", "The request did not arrive in time; send it again."});
    response = problem(refusal.status, refusal.code, refusal.message, now.head.request_id);
  }
  bool keep = false;
  if (response) {
    ++requests_;
    keep = may_keep(now);
    now.access.status = response->status;
    bool const sent = co_await send(now, *response, keep);
    keep = keep && sent;
  }
  if (keep) keep = co_await drop_rest_of_body(now);
  record(now);
  co_return keep;
}

asio::awaitable<Session::Came> Session::receive_head(Exchange& now) {
  auto const& limits = services_.limits;
  std::size_t capacity = kFirstRead;
  inbox_.release();
  now.started = services_.clock.now();
  bool begun = !inbox_.empty();
  while (true) {
    auto const step = now.parser.head(inbox_.view(), now.head);
    inbox_.consume(step.consumed);
    now.refusal = step.refusal;
    if (now.refusal) co_return Came::malformed;
    if (step.consumed > 0) co_return Came::all;

    auto time_max = limits.idle_max;
    if (begun || requests_ == 0) {
      auto const spent = std::chrono::duration_cast<std::chrono::milliseconds>(
          services_.clock.now() - now.started);
      time_max = std::max(limits.head_max - spent, std::chrono::milliseconds(0));
    }
    if (!begun && services_.stopping) co_return Came::nothing;
    connection_->set_idle(!begun);
    bool const received = co_await receive(capacity, time_max);
    connection_->set_idle(false);
    if (!received) co_return begun && connection_->expired() ? Came::too_late : Came::nothing;
    if (!begun) now.started = services_.clock.now();
    begun = true;
    capacity = std::min(2 * std::max(capacity, inbox_.view().size()), limits.head_bytes_max + 4);
  }
}

asio::awaitable<bool> Session::receive(std::size_t capacity, std::chrono::milliseconds time_max) {
  auto const room = inbox_.room(capacity);
  if (room.empty()) co_return false;
  connection_->within(time_max);
  auto const got = co_await connection_->stream().read_some(asio::buffer(room));
  connection_->done();
  if (got.error || got.bytes == 0) co_return false;
  inbox_.filled(got.bytes);
  co_return true;
}

bool Session::may_keep(Exchange const& now) const {
  if (now.broken || services_.stopping || !now.parser.keeps_alive()) return false;
  if (requests_ >= services_.limits.requests_per_connection_max) return false;
  if (now.parser.body_done()) return true;
  // Whether a client that was not told to continue sends its body is anybody's guess.
  bool const waits = now.parser.expects_continue() && !now.continued && inbox_.empty();
  auto const left = now.parser.body_bytes_left();
  return !waits && left && *left <= services_.limits.drain_bytes_max;
}

asio::awaitable<bool> Session::drop_rest_of_body(Exchange& now) {
  Bytes dropped;
  while (!now.parser.body_done()) {
    dropped.resize(std::size_t{16} << 10U);
    std::size_t size = 0;
    Came const came = co_await receive_piece(now, dropped, size);
    if (came != Came::all) co_return false;
  }
  co_return true;
}

// Closing at once, with bytes of the client unread, would reset the connection, and the client
// might lose the answer that explains why.
asio::awaitable<void> Session::linger() {
  inbox_.consume(inbox_.view().size());
  connection_->set_idle(true);
  auto const end = services_.clock.now() + services_.limits.linger_max;
  connection_->within(services_.limits.linger_max);
  co_await connection_->stream().end();
  connection_->done();
  while (!services_.stopping) {
    auto const left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - services_.clock.now());
    if (left.count() <= 0) co_return;
    bool const received = co_await receive(kFirstRead, left);
    if (!received) co_return;
    inbox_.consume(inbox_.view().size());
  }
}

void Session::record(Exchange const& now) const {
  if (!services_.observe) return;
  Access access = now.access;
  access.method = now.head.method;
  access.path = now.head.raw_path;
  access.duration_ms = elapsed_ms(now.started, services_.clock.now());
  access.remote_address = now.head.remote_address;
  access.request_id = now.head.request_id;
  services_.observe(access);
}

}  // namespace helio::http
