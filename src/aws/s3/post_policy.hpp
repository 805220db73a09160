// POST policy: what its signer lets a browser's form put, and until when.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
#pragma once

#include <cstdint>
#include <string_view>

#include "aws/form_signature.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::aws::s3 {

// Of the file, in bytes, both inclusive.
struct SizeRange {
  std::uint64_t least = 0, most = UINT64_MAX;
};

// `base64`: the field as it was sent. `fields`: all of the form but the file, and "bucket"; each
// must be allowed by a condition, but those that carry the signature itself and "x-ignore-…".
// Errors: invalid_argument "InvalidPolicyDocument"; forbidden "AccessDenied" (expired, or a
// condition does not hold).
[[nodiscard]] Result<SizeRange> check_policy(std::string_view base64, FormFields const& fields,
                                             Timestamp now);

}  // namespace helio::aws::s3
