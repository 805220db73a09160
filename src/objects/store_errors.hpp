// The refusals that every store says in the same words.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "objects/object_info.hpp"

namespace helio::objects {

[[nodiscard]] tl::unexpected<Error> no_such_bucket(std::string_view bucket);
[[nodiscard]] tl::unexpected<Error> no_such_object(ObjectId const& id);  // key or version
[[nodiscard]] tl::unexpected<Error> no_such_upload();
[[nodiscard]] tl::unexpected<Error> bucket_exists();
[[nodiscard]] tl::unexpected<Error> bucket_not_empty();

}  // namespace helio::objects
