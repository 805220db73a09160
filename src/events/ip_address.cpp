#include "events/ip_address.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include <arpa/inet.h>

namespace helio::events {
namespace {

std::optional<unsigned> decimal(std::string_view text, unsigned max) {
  unsigned value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > max) return std::nullopt;
  return value;
}

// Leading zeros are decimal here, which inet_pton() refuses.
std::optional<IpAddress> parse_v4(std::string_view text) {
  IpAddress out;
  for (std::size_t i = 0; i < 4; ++i) {
    std::size_t const dot = text.find('.');
    if ((dot == std::string_view::npos) != (i == 3)) return std::nullopt;
    auto const part = decimal(text.substr(0, dot), 255);
    if (!part) return std::nullopt;
    out.bytes[i] = static_cast<std::uint8_t>(*part);
    text.remove_prefix(i == 3 ? text.size() : dot + 1);
  }
  return out;
}

std::optional<IpAddress> parse_v6(std::string_view text) {
  if (text.find('.') != std::string_view::npos) return std::nullopt;
  IpAddress out;
  out.size = 16;
  if (inet_pton(AF_INET6, std::string(text).c_str(), out.bytes.data()) != 1) return std::nullopt;
  constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (!std::equal(mapped.begin(), mapped.end(), out.bytes.begin())) return out;
  IpAddress v4;
  std::copy(out.bytes.begin() + 12, out.bytes.end(), v4.bytes.begin());
  return v4;
}

tl::unexpected<Error> bad(std::string_view reason) {
  return fail(Errc::invalid_argument, "InvalidCidr", std::string(reason));
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
  constexpr std::size_t text_max = 45;
  if (text.size() < 2 || text.size() > text_max) return std::nullopt;
  if (text.find_first_not_of("0123456789abcdefABCDEF.:") != std::string_view::npos) {
    return std::nullopt;
  }
  return text.find(':') == std::string_view::npos ? parse_v4(text) : parse_v6(text);
}

Network network_of(IpAddress const& address, unsigned bits) {
  Network out{address, bits};
  for (unsigned i = 0; i < address.size; ++i) {
    unsigned const kept = std::clamp(static_cast<int>(bits) - static_cast<int>(8 * i), 0, 8);
    out.base.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xFF00U >> kept));
  }
  return out;
}

Result<Network> parse_cidr(std::string_view text) {
  std::size_t const slash = text.find('/');
  if (slash == std::string_view::npos || text.find('/', slash + 1) != std::string_view::npos) {
    return bad("Malformed CIDR, one '/' required");
  }
  auto const bits = decimal(text.substr(slash + 1), 1'000);
  if (!bits) return bad("Malformed CIDR, mask bits must be an integer");
  auto const address = parse_ip(text.substr(0, slash));
  if (!address) return bad("Nonstandard IP address: " + std::string(text.substr(0, slash)));
  if (address->size == 4 && *bits > 31) return bad("IPv4 mask bits must be < 32");
  if (*bits > 127) return bad("IPv6 mask bits must be < 128");
  return network_of(*address, *bits);
}

}  // namespace helio::events
