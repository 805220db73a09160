#include <charconv>

#include <boost/asio/ip/address.hpp>

#include "http/server.hpp"

namespace helio::http {

Result<ListenAddress> parse_listen_address(std::string_view text) {
  auto const colon = text.rfind(':');
  auto host = text.substr(0, colon == std::string_view::npos ? 0 : colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  auto const digits = text.substr(colon == std::string_view::npos ? text.size() : colon + 1);
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  boost::system::error_code bad_host;
  boost::asio::ip::make_address(std::string(host), bad_host);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() ||
      (bad_host && host != "localhost")) {
    return fail(Errc::invalid_argument, "InvalidListenAddress",
                "\"" + std::string(text) +
                    "\" is no address to listen on; write HOST:PORT, such as 127.0.0.1:8080.");
  }
  return ListenAddress{std::string(host), port};
}

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  boost::system::error_code error;
  auto const address = boost::asio::ip::make_address(std::string(host), error);
  return !error && address.is_loopback();
}

}  // namespace helio::http
