// Requests that nobody signed and that are S3's all the same: forms, preflights, and whoever asks
// for a bucket without a key, who is to hear that in S3's words.
#pragma once

#include "aws/s3/call.hpp"

namespace helio::aws::s3 {

// `rest`: REST has an answer to that path, so that it is a bucket's only if the host says so.
[[nodiscard]] bool is_for_bucket(http::RequestHead const& head, objects::BucketStore& buckets,
                                 Options const& options, bool rest);

}  // namespace helio::aws::s3
