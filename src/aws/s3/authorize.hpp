// What a grant (credentials.hpp) allows of S3.
#pragma once

#include <string_view>

#include "aws/credentials.hpp"

namespace helio::aws::s3 {

enum class Access {
  list_buckets,
  look,         // at a bucket: is it there, and where
  list,         // keys under a prefix
  read,         // objects
  write,        // objects, in parts too
  remove,       // objects
  remove_each,  // objects that a body names: each is asked for again as `remove`
  own           // buckets and their settings
};

struct Target {
  std::string_view bucket;
  std::string_view key;  // of `list`: the prefix
};

[[nodiscard]] bool allows(Grant const& grant, Access access, Target target) noexcept;

}  // namespace helio::aws::s3
