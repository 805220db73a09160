// PutBucketCors.
#include "aws/s3/cors_rules.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_cors(Call const& call, std::string const& body) {
  auto const rules = parse_cors(body);
  if (!rules) return refuse(rules.error());
  return keep_setting(call, setting::kCors, write_cors(*rules));
}

}  // namespace helio::aws::s3
