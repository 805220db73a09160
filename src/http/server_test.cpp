// Goal: the server's promises over real sockets on loopback: it stalls for nobody, lets go of slow
// and vanished clients, and stops.
#include "http/server.hpp"

#include <atomic>
#include <latch>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/manual_clock.hpp"
#include "http/answering.hpp"
#include "http/socket_client.hpp"
#include "http/test_certificate.hpp"

namespace helio::http {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

class ServerTest : public testing::Test {
 protected:
  void start(Handler& handler, ServerOptions options = {}) {
    options.observe = [this](Access const& access) {
      std::scoped_lock const lock(mutex_);
      accesses_.push_back(access);
    };
    auto started = Server::start(std::move(options), handler, clock_, random_);
    ASSERT_TRUE(started) << started.error().message;
    server_ = std::move(*started);
  }

  // Moves the clock until the client has got `text`: when the server begins to wait for the client
  // is not known, so one step may be too early.
  bool receives_in_time(SocketClient& client, std::string_view text, std::chrono::seconds step) {
    for (int i = 0; i < 1000; ++i) {
      clock_.advance(step);
      if (client.receive_until(text, 20)) return true;
    }
    return false;
  }

  std::vector<Access> accesses() {
    std::scoped_lock const lock(mutex_);
    return accesses_;
  }

  ManualClock clock_;
  SeededRandom random_{1};
  std::mutex mutex_;
  std::vector<Access> accesses_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, KeepsAConnectionForManyRequests) {
  Answering handler([](RequestHead const& head, std::string const& body) {
    return Answering::text(200, head.request_id + head.remote_address + body);
  });
  start(handler);
  SocketClient client(server_->port());
  std::string last;
  for (int i = 0; i < 10; ++i) {
    auto const got = client.ask(
        "POST /p?X-Amz-Signature=s HTTP/1.1\r\nHost: h\r\n"
        "Content-Length: 2\r\n\r\nhi");
    ASSERT_EQ(got.status, 200);
    EXPECT_EQ(got.body, std::string(*got.headers.get("x-amz-request-id")) + "127.0.0.1hi");
    EXPECT_NE(got.body, last);
    last = got.body;
  }
  EXPECT_EQ(server_->connections(), 1U);
  server_->stop(1s);
  ASSERT_EQ(accesses().size(), 10U);
  EXPECT_EQ(accesses()[0].path, "/p");
  EXPECT_EQ(accesses()[0].bytes_received, 2U);
  EXPECT_EQ(accesses()[0].status, 200);
}

TEST_F(ServerTest, ABlockedHandlerStallsNobodyElse) {
  std::latch release(1);
  std::latch blocked(1);
  Beginning handler([&](RequestHead const& head) -> Begun {
    if (head.raw_path == "/slow") {
      blocked.count_down();
      release.wait();
    }
    return Answering::text(200, head.raw_path);
  });
  start(handler, {.io_threads = 1, .worker_threads = 2});
  SocketClient slow(server_->port());
  slow.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  blocked.wait();
  for (int i = 0; i < 50; ++i) {
    SocketClient other(server_->port());
    ASSERT_EQ(other.ask(kGet).status, 200);
  }
  release.count_down();
  EXPECT_EQ(slow.receive().body, "/slow");
}

TEST_F(ServerTest, RefusesWhenTooManyRequestsWait) {
  Answering handler([](auto const&, auto const&) { return Answering::text(200, ""); });
  ServerOptions options;
  options.limits.waiting_requests_max = 0;
  start(handler, options);
  SocketClient client(server_->port());
  auto const got = client.ask(kGet);
  EXPECT_EQ(got.status, 503);
  EXPECT_EQ(got.headers.get("Retry-After"), "1");
  EXPECT_THAT(got.body, testing::HasSubstr("SlowDown"));
}

TEST_F(ServerTest, RefusesConnectionsPastTheLimit) {
  Answering handler([](auto const&, auto const&) { return Answering::text(200, ""); });
  ServerOptions options;
  options.limits.connections_max = 2;
  start(handler, options);
  SocketClient a(server_->port());
  SocketClient b(server_->port());
  EXPECT_EQ(a.ask(kGet).status, 200);
  EXPECT_EQ(b.ask(kGet).status, 200);
  {
    SocketClient c(server_->port());
    EXPECT_EQ(c.receive().status, 503);
    EXPECT_TRUE(c.ended());
  }
  EXPECT_EQ(a.ask(kGet).status, 200);
}

TEST_F(ServerTest, LetsGoOfSlowClients) {
  std::latch dropped(1);
  struct Dropped final : BodyWriter {
    explicit Dropped(std::latch& on_drop) : latch(on_drop) {}
    ~Dropped() override { latch.count_down(); }
    std::optional<Response> write(BytesView) override { return std::nullopt; }
    Response finish() override { return {}; }
    std::optional<Response> cut_off(BodyEnd why) override {
      EXPECT_EQ(why, BodyEnd::too_slow);
      return Answering::text(400, "too slow");
    }
    std::latch& latch;
  };
  Beginning handler(
      [&](RequestHead const&) -> Begun { return std::make_unique<Dropped>(dropped); });
  start(handler);
  SocketClient slow_head(server_->port());
  slow_head.send("GET / HT");
  EXPECT_TRUE(receives_in_time(slow_head, "HTTP/1.1 408", 11s));
  SocketClient slow_body(server_->port());
  slow_body.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
  EXPECT_TRUE(receives_in_time(slow_body, "HTTP/1.1 400", 21s));  // the handler's own
  dropped.wait();
  EXPECT_TRUE(slow_body.ended());
}

TEST_F(ServerTest, ClosesIdleConnections) {
  Answering handler([](auto const&, auto const&) { return Answering::text(200, ""); });
  start(handler);
  SocketClient idle(server_->port());
  EXPECT_EQ(idle.ask(kGet).status, 200);
  while (server_->connections() > 0) {
    clock_.advance(80s);
    std::this_thread::yield();
  }
  EXPECT_TRUE(idle.ended());
}

TEST_F(ServerTest, DropsTheBodyOfAVanishedClient) {
  std::latch dropped(1);
  struct Dropped final : BodyWriter {
    explicit Dropped(std::latch& on_drop) : latch(on_drop) {}
    ~Dropped() override { latch.count_down(); }
    std::optional<Response> write(BytesView) override { return std::nullopt; }
    Response finish() override { return {}; }
    std::latch& latch;
  };
  Beginning handler(
      [&](RequestHead const&) -> Begun { return std::make_unique<Dropped>(dropped); });
  start(handler);
  {
    SocketClient client(server_->port());
    client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
  }
  dropped.wait();
}

// A feed that a test writes to.
struct Channel {
  std::mutex mutex;
  std::string bytes;
  std::function<void()> wake;
  std::latch opened{1}, closed{1};

  void say(std::string_view text) {
    std::scoped_lock const lock(mutex);
    bytes += text;
    if (wake) wake();
  }
};

class ChannelFeed final : public EventFeed {
 public:
  explicit ChannelFeed(Channel& channel) : channel_(channel) {}
  ~ChannelFeed() override { channel_.closed.count_down(); }
  std::string next() override {
    std::scoped_lock const lock(channel_.mutex);
    return std::exchange(channel_.bytes, {});
  }
  void on_ready(std::function<void()> wake) override {
    std::scoped_lock const lock(channel_.mutex);
    channel_.wake = std::move(wake);
    channel_.opened.count_down();
  }

 private:
  Channel& channel_;
};

Beginning feeding(Channel& channel) {
  return Beginning([&channel](RequestHead const&) -> Begun {
    Response response;
    response.headers.add("Content-Type", "text/event-stream");
    response.feed = std::make_unique<ChannelFeed>(channel);
    return response;
  });
}

TEST_F(ServerTest, FeedsSpeakCommentAndEndWithTheServer) {
  Channel channel;
  auto handler = feeding(channel);
  start(handler);
  SocketClient client(server_->port());
  client.send(kGet);
  channel.opened.wait();
  channel.say("data: 1\n\n");
  EXPECT_TRUE(client.receive_until("data: 1\n\n"));
  channel.say("data: 2\n\n");
  EXPECT_TRUE(client.receive_until("data: 2\n\n"));
  EXPECT_TRUE(receives_in_time(client, ":\n\n", 16s));
  server_->stop(60s);
  EXPECT_TRUE(client.receive_until("0\r\n\r\n"));
  EXPECT_TRUE(client.ended());
  channel.closed.wait();
  channel.say("nobody is there: the wake of an ended feed does nothing");
}

TEST_F(ServerTest, NoticesAtOnceThatAFeedsClientIsGone) {
  Channel channel;
  auto handler = feeding(channel);
  start(handler);
  {
    SocketClient client(server_->port());
    client.send(kGet);
    channel.opened.wait();
  }
  channel.closed.wait();
}

TEST_F(ServerTest, StopLetsRequestsFinishAndCutsTheRest) {
  std::latch release(1);
  std::latch blocked(1);
  Beginning handler([&](RequestHead const& head) -> Begun {
    if (head.method == "PUT") {
      return collect_body(
          100, [](std::string const&) { return Response{}; }, [] { return Response{}; });
    }
    blocked.count_down();
    release.wait();
    return Answering::text(200, "finished");
  });
  start(handler);
  SocketClient working(server_->port());
  working.send(kGet);
  SocketClient sending(server_->port());
  sending.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
  blocked.wait();
  std::thread stopper([&] { server_->stop(200ms); });
  release.count_down();
  auto const got = working.receive();
  EXPECT_EQ(got.body, "finished");
  stopper.join();
  EXPECT_TRUE(sending.ended());
  EXPECT_EQ(server_->connections(), 0U);
}

TEST_F(ServerTest, ServesTls) {
  TestCertificate const certificate;
  Answering handler([](RequestHead const& head, std::string const& body) {
    return Answering::text(200, std::string(head.tls ? "tls " : "plain ") + body);
  });
  start(handler, {.tls = TlsFiles{certificate.chain(), certificate.key()}});
  SocketClient silent(server_->port());  // never shakes hands, and holds nobody up
  SocketClient client(server_->port(), true);
  std::string const body(500, 'x');
  for (int i = 0; i < 3; ++i) {
    auto const got = client.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n" + body);
    EXPECT_EQ(got.body, "tls " + body);
  }
  while (server_->connections() > 1) {
    clock_.advance(11s);
    std::this_thread::yield();
  }
}

TEST_F(ServerTest, SaysWhyItCannotListen) {
  Answering handler([](auto const&, auto const&) { return Answering::text(200, ""); });
  start(handler);
  auto const again = Server::start({.port = server_->port()}, handler, clock_, random_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().name, "AddressInUse");
  EXPECT_EQ(Server::start({.host = "nowhere"}, handler, clock_, random_).error().name,
            "InvalidListenAddress");
  EXPECT_EQ(Server::start({.tls = TlsFiles{"none.pem", "none.pem"}}, handler, clock_, random_)
                .error()
                .name,
            "InvalidCertificate");
}

TEST(ListenAddress, Table) {
  struct Row {
    char const* text;
    std::optional<std::pair<std::string, int>> want;
  };
  Row const rows[] = {{"127.0.0.1:0", {{"127.0.0.1", 0}}}, {"localhost:80", {{"localhost", 80}}},
                      {"[::1]:8080", {{"::1", 8080}}},     {"0.0.0.0:1", {{"0.0.0.0", 1}}},
                      {"127.0.0.1", std::nullopt},         {":80", std::nullopt},
                      {"127.0.0.1:", std::nullopt},        {"127.0.0.1:65536", std::nullopt},
                      {"127.0.0.1:-1", std::nullopt},      {"example.org:80", std::nullopt}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto const got = parse_listen_address(row.text);
    ASSERT_EQ(got.has_value(), row.want.has_value());
    if (got) {
      EXPECT_EQ(got->host, row.want->first);
      EXPECT_EQ(got->port, row.want->second);
    }
  }
  EXPECT_TRUE(is_loopback("127.9.9.9"));
  EXPECT_TRUE(is_loopback("::1"));
  EXPECT_FALSE(is_loopback("0.0.0.0"));
  EXPECT_FALSE(is_loopback("example.org"));
}

}  // namespace
}  // namespace helio::http
