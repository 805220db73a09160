#include "aws/s3/address.hpp"

#include "base/utf8.hpp"
#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

std::string_view without_port(std::string_view host) {
  auto const colon = host.rfind(':');
  auto const bracket = host.rfind(']');
  if (colon == std::string_view::npos) return host;
  return bracket != std::string_view::npos && colon < bracket ? host : host.substr(0, colon);
}

// The longest of `domains` decides, so that "s3.localhost" is a name and no bucket of "localhost".
std::string bucket_of_host(std::string const& host, std::span<std::string const> domains) {
  std::string bucket;
  std::size_t longest = 0;
  for (std::string const& domain : domains) {
    if (host == domain) return {};
    if (domain.size() < longest || host.size() < domain.size() + 2) continue;
    if (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.') {
      longest = domain.size();
      bucket = host.substr(0, host.size() - domain.size() - 1);
    }
  }
  return bucket;
}

}  // namespace

Result<Address> parse_address(std::string_view host, std::string_view raw_path,
                              std::span<std::string const> domains) {
  auto const decoded = http::percent_decode(raw_path);
  if (!decoded || !is_utf8(*decoded) || !decoded->starts_with('/')) {
    return fail(Errc::invalid_argument, "InvalidURI",
                "Couldn't parse the specified URI: keys are UTF-8, percent-encoded.");
  }
  std::string_view path = std::string_view(*decoded).substr(1);
  Address address;
  address.bucket = bucket_of_host(http::lower(without_port(host)), domains);
  if (address.bucket.empty()) {
    auto const slash = path.find('/');
    address.bucket = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
  address.key = path;
  return address;
}

}  // namespace helio::aws::s3
