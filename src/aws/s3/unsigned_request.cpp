#include "aws/s3/unsigned_request.hpp"

#include "aws/s3/post_object.hpp"

namespace helio::aws::s3 {

bool is_for_bucket(http::RequestHead const& head, objects::BucketStore& buckets,
                   Options const& options, bool rest) {
  auto const host = head.headers.get("host").value_or("");
  bool const named_by_host =
      !parse_address(host, "/", options.domains).value_or(Address()).bucket.empty();
  if (rest && !named_by_host) return false;
  auto const address = parse_address(host, head.raw_path, options.domains);
  if (!address || address->bucket.empty()) return false;
  return is_form(head) || buckets.bucket(address->bucket).has_value();
}

}  // namespace helio::aws::s3
