#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "http/run_on.hpp"
#include "http/session.hpp"

namespace helio::http {
namespace asio = boost::asio;

namespace {

// Head and body go out in one packet up to this size; copying more costs more than a second write.
constexpr std::size_t kJoinedMax = std::size_t{64} << 10U;

std::string chunk_of(std::string_view bytes) {
  return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

Result<std::size_t> read_shielded(BodyReader& reader, std::span<std::byte> into) {
  try {
    return reader.read(into);
  } catch (std::exception const& e) {
    return fail(Errc::internal, "InternalError", "A body could not be read.", e.what());
  }
}

// Reads on while a feed is sent, only to see that the client is gone.
asio::awaitable<void> watch_client(std::shared_ptr<Connection> connection,
                                   std::shared_ptr<FeedSignal> signal, std::shared_ptr<bool> gone,
                                   Gate::Pass pass) {
  std::array<char, 256> dropped{};
  while (!*gone) {
    auto const got = co_await connection->stream().read_some(asio::buffer(dropped));
    if (got.error) *gone = true;
  }
  signal->wake();
  (void)pass;
}

}  // namespace

asio::awaitable<bool> Session::write(Exchange& now, std::string_view bytes) {
  while (!bytes.empty()) {
    connection_->within(services_.limits.write_idle_max);
    auto const sent = co_await connection_->stream().write_some(asio::buffer(bytes));
    connection_->done();
    if (sent.error) co_return false;
    now.access.bytes_sent += sent.bytes;
    bytes.remove_prefix(sent.bytes);
  }
  co_return true;
}

asio::awaitable<bool> Session::send(Exchange& now, Response& response, bool keep) {
  HeadFacts facts;
  facts.head_request = now.head.method == "HEAD";
  facts.http_1_0 = now.parser.is_http_1_0();
  facts.frame = frame_of(response, facts.head_request, facts.http_1_0);
  facts.keep_alive = keep && facts.frame.framing != Framing::until_close && !response.feed;
  facts.date = services_.clock.wall();
  facts.request_id = now.head.request_id;
  std::string head = response_head(response, facts);

  bool ok = true;
  if (facts.frame.framing == Framing::none) {
    ok = co_await write(now, head);
  } else if (response.feed) {
    ok = co_await write(now, head);
    if (ok) co_await send_feed(now, *response.feed, facts.frame.framing == Framing::chunked);
  } else if (response.stream) {
    ok = co_await send_stream(now, response, facts.frame, head);
  } else if (response.body.size() <= kJoinedMax) {
    head += response.body;
    ok = co_await write(now, head);
  } else {
    ok = co_await write(now, head);
    if (ok) ok = co_await write(now, response.body);
  }
  if (response.stream) {
    std::function<void()> const drop = [&] { response.stream.reset(); };
    co_await run_on(services_.workers, drop);
  }
  co_return ok&& facts.keep_alive;
}

asio::awaitable<bool> Session::send_stream(Exchange& now, Response& response, ResponseFrame frame,
                                           std::string& head) {
  bool const sized = frame.framing == Framing::length;
  std::uint64_t left = sized ? frame.length : 0;
  auto const piece_bytes = static_cast<std::size_t>(
      sized ? std::clamp<std::uint64_t>(left, 1, services_.limits.piece_bytes)
            : services_.limits.piece_bytes);
  Bytes piece(piece_bytes);
  Result<std::size_t> got = std::size_t{0};
  std::function<void()> const read = [&] {
    auto const want = sized ? std::min<std::uint64_t>(left, piece.size()) : piece.size();
    got = read_shielded(*response.stream, std::span(piece).first(static_cast<std::size_t>(want)));
    if (sized && got && *got == left) response.stream.reset();
  };
  std::string out = std::move(head);
  bool ended = sized && left == 0;
  while (!ended) {
    co_await run_on(services_.workers, read);
    if (!got || (sized && *got == 0)) {
      log::error("a response was cut short",
                 {{"request_id", now.head.request_id},
                  {"reason", got ? "its stream is shorter than it said" : got.error().message}});
      connection_->stream().close();
      co_return false;
    }
    auto const bytes = text_of(BytesView(piece).first(*got));
    ended = sized ? *got == left : *got == 0;
    left -= sized ? *got : 0;
    if (frame.framing == Framing::chunked) {
      out += chunk_of(bytes);  // the empty one is the last
    } else if (out.size() + bytes.size() <= kJoinedMax) {
      out += bytes;
    } else {
      bool const went = co_await write(now, out);
      if (!went) co_return false;
      out.clear();
      bool const followed = co_await write(now, bytes);
      if (!followed) co_return false;
      continue;
    }
    bool const went = co_await write(now, out);
    if (!went) co_return false;
    out.clear();
  }
  bool const went = co_await write(now, out);
  co_return went;
}

asio::awaitable<void> Session::send_feed(Exchange& now, EventFeed& feed, bool chunked) {
  auto const executor = co_await asio::this_coro::executor;
  auto const signal = std::make_shared<FeedSignal>(executor);
  auto const gone = std::make_shared<bool>(false);
  connection_->set_feed(signal);
  connection_->feed_spoke(services_.limits.feed_silence_max);
  asio::co_spawn(executor, watch_client(connection_, signal, gone, Gate::Pass(services_.gate)),
                 asio::detached);
  feed.on_ready([signal] { signal->wake(); });
  bool ok = true;
  while (ok && !*gone && !services_.stopping) {
    std::string bytes = feed.next();
    if (bytes.empty() && connection_->comment_is_due()) bytes = ":\n\n";
    if (bytes.empty()) {
      co_await signal->wait();
      continue;
    }
    if (chunked) bytes = chunk_of(bytes);
    ok = co_await write(now, bytes);
    connection_->feed_spoke(services_.limits.feed_silence_max);
  }
  if (ok && !*gone && chunked) {
    std::string const last = chunk_of({});
    ok = co_await write(now, last);
  }
  connection_->set_feed(nullptr);
  // The watcher ends before anybody else reads.
  connection_->stream().cancel();
  while (!*gone) co_await signal->wait();
  signal->close();
}

}  // namespace helio::http
