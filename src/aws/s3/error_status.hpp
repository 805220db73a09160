// S3's error codes and their HTTP statuses, in one table.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace helio::aws::s3 {

struct WireError {
  std::string_view code;
  int status;
};

// The error's own name where S3 knows it, else the code that comes nearest to its Errc.
[[nodiscard]] WireError wire_error(Error const& error) noexcept;

}  // namespace helio::aws::s3
