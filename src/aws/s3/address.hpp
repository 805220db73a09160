// Which bucket and key a request names: in the path ("/bucket/key"), or with the bucket in the host
// ("bucket.localhost:8080").
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::aws::s3 {

struct Address {
  std::string bucket;  // empty: the service itself
  std::string key;     // decoded, with all slashes it came with; empty: the bucket itself
  bool operator==(Address const&) const = default;
};

// `domains`: the names that this server has, such as "localhost"; what stands before one of them in
// the host is a bucket. Errors: invalid_argument "InvalidURI" (percent-encoding, UTF-8).
[[nodiscard]] Result<Address> parse_address(std::string_view host, std::string_view raw_path,
                                            std::span<std::string const> domains);

}  // namespace helio::aws::s3
