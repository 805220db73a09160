// Assembly: what complete() makes of the parts it is asked for. Pure; every store uses it.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "objects/multipart_store.hpp"

namespace helio::objects {

struct Assembly {
  std::uint64_t size_bytes = 0;
  std::string etag;  // "<MD5 of the parts' MD5s>-<parts>"
  Metadata checksums;
};

// `stored` by number: the parts there are. Errors: "InvalidPart", "InvalidPartOrder",
// "EntityTooSmall", "EntityTooLarge", "BadDigest", and "InvalidArgument" for an empty list.
[[nodiscard]] Result<Assembly> assemble(MultipartOptions const& upload,
                                        std::vector<PartInfo> const& stored,
                                        std::vector<CompletedPart> const& asked,
                                        CompleteOptions const& options);

// Errors: invalid_argument "InvalidArgument" for a number that no part can have.
[[nodiscard]] Result<void> check_part_number(int number);

// Errors: invalid_argument "InvalidArgument" for a checksum that is not there, or cannot be of the
// whole object.
[[nodiscard]] Result<void> check_multipart_checksum(MultipartOptions const& options);

}  // namespace helio::objects
