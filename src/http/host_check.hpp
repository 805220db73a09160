// Which names this server answers to, and which pages may change something in it.
//
// A server on loopback is reached by any page in the user's browser whose owner lets a DNS name
// point to 127.0.0.1 (DNS rebinding); such a request carries that name as Host, and is refused. A
// page of another origin may also send requests that need no preflight; a browser says so by
// Origin, and they are refused unless CORS allows that origin.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/cors.hpp"
#include "http/filter.hpp"

namespace helio::http {

struct HostOptions {
  // Without ports; "*" is every name, and "*.example.org" every name under it.
  std::vector<std::string> names = {"localhost", "*.localhost", "127.0.0.1", "[::1]"};
};

// 421 MisdirectedRequest for another Host.
[[nodiscard]] Filter host_filter(Handler& inner, HostOptions options);
// 403 OriginNotAllowed where a page of another origin would change something. Around what a page
// may do without a signature.
[[nodiscard]] Filter origin_filter(Handler& inner, CorsOptions cors);

// "localhost:8080" -> "localhost", "[::1]:80" -> "[::1]".
[[nodiscard]] std::string_view host_without_port(std::string_view host);
[[nodiscard]] bool host_is_served(HostOptions const& options, std::string_view host);

}  // namespace helio::http
