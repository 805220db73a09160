// CORS for buckets: answers preflights, which nobody signs, and marks the answers to pages that a
// bucket's rules (cors_rules.hpp) allow.
#pragma once

#include "aws/s3/call.hpp"
#include "http/filter.hpp"

namespace helio::aws::s3 {

// Around S3Handler. `buckets` and `options` outlive the filter.
[[nodiscard]] http::Filter bucket_cors_filter(http::Handler& inner, objects::BucketStore& buckets,
                                              Options const& options);

}  // namespace helio::aws::s3
