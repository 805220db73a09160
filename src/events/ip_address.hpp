// IP addresses and CIDR blocks, as event patterns compare them: by value, not by spelling.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace helio::events {

// Four bytes (IPv4, also one written as ::ffff:a.b.c.d in hex) or sixteen.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t size = 4;
  auto operator<=>(IpAddress const&) const = default;
};

[[nodiscard]] std::optional<IpAddress> parse_ip(std::string_view text);

struct Network {
  IpAddress base;      // the bits past `bits` are zero
  unsigned bits = 32;  // of the mask
  auto operator<=>(Network const&) const = default;
};

// The network of `bits` that `address` is in.
[[nodiscard]] Network network_of(IpAddress const& address, unsigned bits);

// "10.0.0.0/24", "2001:db8::/32". The mask is shorter than the address, as in EventBridge.
// Errors: invalid_argument "InvalidCidr" with the reason as its message.
[[nodiscard]] Result<Network> parse_cidr(std::string_view text);

}  // namespace helio::events
