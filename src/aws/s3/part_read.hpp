// ?partNumber of GetObject and HeadObject: one part of what a multipart upload made.
#pragma once

#include <optional>

#include "aws/s3/call.hpp"

namespace helio::aws::s3 {

struct PartRead {
  int count = 0;                               // of the object's parts; 0: it was put whole
  std::optional<objects::RangeRequest> bytes;  // none: an empty part
};

// None: the request asks for no part. Errors: invalid_argument "InvalidArgument" (no number),
// "InvalidPartNumber" (the object has fewer), "InvalidRequest" (with a Range).
[[nodiscard]] Result<std::optional<PartRead>> part_of(Call const& call, objects::ObjectId const& id,
                                                      objects::ObjectInfo const& info);

// How many there are.
void add_part(http::Response& response, PartRead const& part);

}  // namespace helio::aws::s3
