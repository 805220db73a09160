#include "adapters/awscloud/bucket_address.hpp"

#include "http/uri.hpp"

namespace helio::awscloud {

BucketAddress bucket_address(Settings const& settings, std::string_view bucket,
                             std::string_view key) {
  std::string const object = "/" + http::percent_encode(key, "/");
  bool const in_path = settings.has_own_endpoint(kS3) || bucket.find('.') != std::string_view::npos;
  if (!in_path) return {std::string(bucket) + ".", object};
  return {{}, "/" + http::percent_encode(bucket) + (key.empty() ? "" : object)};
}

}  // namespace helio::awscloud
