#include "http/server.hpp"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "http/gate.hpp"
#include "http/io_thread.hpp"
#include "http/session.hpp"
#include "http/tls_context.hpp"
#include "http/workers.hpp"

namespace helio::http {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

// Connections past the limit that are told so; still more are closed without a word.
constexpr std::size_t kRefusedMax = 64;
constexpr int kBacklog = 4096;
// After accept() failed for want of file descriptors.
constexpr auto kAcceptPause = std::chrono::milliseconds(100);

constexpr auto kOutcome = asio::as_tuple(asio::use_awaitable);

Error listen_error(error_code const& error, ServerOptions const& options) {
  std::string const where = options.host + ":" + std::to_string(options.port);
  if (error == asio::error::address_in_use) {
    return {Errc::conflict, "AddressInUse",
            "Another program listens on " + where + "; stop it or choose another port."};
  }
  if (error == asio::error::access_denied) {
    return {Errc::forbidden, "AccessDenied",
            "Listening on " + where + " is not allowed; choose a port above 1023."};
  }
  return {Errc::invalid_argument, "InvalidListenAddress", "Cannot listen on " + where + ".",
          error.message()};
}

Result<tcp::acceptor> listen_on(asio::io_context& context, ServerOptions const& options) {
  error_code error;
  auto const address =
      asio::ip::make_address(options.host == "localhost" ? "127.0.0.1" : options.host, error);
  if (error) return tl::unexpected(listen_error(error, options));
  tcp::endpoint const endpoint(address, options.port);
  tcp::acceptor acceptor(context);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) return tl::unexpected(listen_error(error, options));
  return acceptor;
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerOptions options, Handler& handler, Clock const& clock, Random& random)
      : options_(std::move(options)),
        workers_({.threads = options_.worker_threads,
                  .waiting_max = options_.limits.waiting_requests_max,
                  .jobs_max = options_.limits.connections_max + kRefusedMax}),
        services_{options_.limits, handler, workers_,  clock,
                  random,          gate_,   stopping_, options_.observe} {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options_.io_threads); ++i) {
      threads_.push_back(std::make_unique<IoThread>(clock));
    }
  }

  Result<void> listen();
  void stop(std::chrono::milliseconds drain_max);
  std::uint16_t port() const noexcept { return port_; }
  std::size_t connections() const noexcept { return open_; }

 private:
  asio::awaitable<void> accept(Gate::Pass pass);
  asio::awaitable<void> serve(IoThread& thread, tcp::socket socket, bool refused, Gate::Pass pass);
  void admit(IoThread& thread, tcp::socket socket);

  const ServerOptions options_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> open_ = 0;
  Gate gate_;
  std::unique_ptr<asio::ssl::context> tls_;
  // The workers end first: their last jobs post to the threads' contexts.
  std::vector<std::unique_ptr<IoThread>> threads_;
  Workers workers_;
  Services services_;
  std::optional<tcp::acceptor> acceptor_;
  std::uint16_t port_ = 0;
};

Result<void> Server::Impl::listen() {
  if (options_.tls) {
    auto context = make_tls_context(*options_.tls);
    if (!context) return fail(context);
    tls_ = std::move(*context);
  }
  auto acceptor = listen_on(threads_.front()->context(), options_);
  if (!acceptor) return fail(acceptor);
  error_code ignored;
  port_ = acceptor->local_endpoint(ignored).port();
  acceptor_ = std::move(*acceptor);
  asio::co_spawn(threads_.front()->context(), accept(Gate::Pass(gate_)), asio::detached);
  return {};
}

asio::awaitable<void> Server::Impl::accept(Gate::Pass pass) {
  asio::steady_timer pause(threads_.front()->context());
  for (std::size_t next = 0; !stopping_; next = (next + 1) % threads_.size()) {
    IoThread& thread = *threads_[next];
    auto [error, socket] = co_await acceptor_->async_accept(thread.context(), kOutcome);
    if (stopping_) break;
    if (error) {
      log::warning("a connection could not be accepted", {{"reason", error.message()}});
      pause.expires_after(kAcceptPause);
      auto const [ignored] = co_await pause.async_wait(kOutcome);
      (void)ignored;
      continue;
    }
    admit(thread, std::move(socket));
  }
  error_code ignored;
  acceptor_->close(ignored);
  (void)pass;
}

void Server::Impl::admit(IoThread& thread, tcp::socket socket) {
  std::size_t const open = ++open_;
  if (open > options_.limits.connections_max + kRefusedMax) {
    --open_;
    return;
  }
  bool const refused = open > options_.limits.connections_max;
  asio::co_spawn(thread.context(), serve(thread, std::move(socket), refused, Gate::Pass(gate_)),
                 asio::detached);
}

asio::awaitable<void> Server::Impl::serve(IoThread& thread, tcp::socket socket, bool refused,
                                          Gate::Pass pass) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  std::string const remote = socket.remote_endpoint(ignored).address().to_string();
  auto stream = tls_ ? tls_stream(std::move(socket), *tls_) : plain_stream(std::move(socket));
  auto const connection =
      std::make_shared<Connection>(std::move(stream), services_.clock, remote, tls_ != nullptr);
  thread.add(*connection);
  try {
    Session session(services_, connection);
    if (refused) {
      co_await session.refuse();
    } else {
      co_await session.run();
    }
  } catch (std::exception const& e) {  // out of memory: this connection ends, the others live on
    log::error("a connection failed", {{"reason", e.what()}});
    connection->stream().close();
  }
  thread.remove(*connection);
  --open_;
  (void)pass;
}

void Server::Impl::stop(std::chrono::milliseconds drain_max) {
  if (stopping_.exchange(true)) return;
  asio::post(threads_.front()->context(), [this] {
    error_code ignored;
    if (acceptor_) acceptor_->close(ignored);
  });
  for (auto const& thread : threads_) thread->for_each(&Connection::drain);
  if (!gate_.wait_empty_for(drain_max)) {
    for (auto const& thread : threads_) thread->for_each(&Connection::cut);
    gate_.wait_empty();
  }
  for (auto const& thread : threads_) thread->join();
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() { impl_->stop(std::chrono::milliseconds(0)); }

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Handler& handler,
                                              Clock const& clock, Random& random) {
  auto impl = std::make_unique<Impl>(std::move(options), handler, clock, random);
  std::unique_ptr<Server> server(new Server(std::move(impl)));
  auto const listening = server->impl_->listen();
  if (!listening) return tl::unexpected(listening.error());
  return server;
}

Result<void> Server::check(ServerOptions const& options) {
  if (options.tls) {
    if (auto const good = check_tls_files(*options.tls); !good) return good;
  }
  asio::io_context context(1);
  auto const acceptor = listen_on(context, options);
  if (!acceptor) return tl::unexpected(acceptor.error());
  return {};
}

Result<void> check_tls_files(TlsFiles const& files) {
  auto const context = make_tls_context(files);
  if (!context) return tl::unexpected(context.error());
  return {};
}

std::uint16_t Server::port() const noexcept { return impl_->port(); }
std::size_t Server::connections() const { return impl_->connections(); }
void Server::stop(std::chrono::milliseconds drain_max) { impl_->stop(drain_max); }

}  // namespace helio::http
