// What the requests of one multipart upload have in common.
#pragma once

#include "aws/s3/call.hpp"
#include "objects/multipart_store.hpp"

namespace helio::aws::s3 {

[[nodiscard]] inline objects::UploadId upload_id_of(Call const& call) {
  return {call.address.bucket, call.address.key,
          std::string(call.parameter("uploadId").value_or(""))};
}

// Errors: invalid_argument "InvalidArgument".
[[nodiscard]] inline Result<int> part_number_of(Call const& call) {
  auto const number = call.number("partNumber", 0, objects::kPartNumberMax + 1);
  if (number && *number >= 1 && *number <= objects::kPartNumberMax) return *number;
  return fail(Errc::invalid_argument, "InvalidArgument",
              "Part number must be an integer between 1 and 10000, inclusive");
}

}  // namespace helio::aws::s3
