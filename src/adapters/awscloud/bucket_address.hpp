// Where a bucket of S3 is: in the host's name, as AWS has it, or in the path: where an endpoint of
// one's own is set, and for names with dots, which no certificate of AWS's covers.
#pragma once

#include <string>
#include <string_view>

#include "adapters/awscloud/settings.hpp"

namespace helio::awscloud {

struct BucketAddress {
  std::string host_prefix;  // "photos."
  std::string path;         // "/cat.jpg", or "/photos/cat.jpg"; percent-encoded
};

// An empty key: the bucket itself.
[[nodiscard]] BucketAddress bucket_address(Settings const& settings, std::string_view bucket,
                                           std::string_view key);

}  // namespace helio::awscloud
