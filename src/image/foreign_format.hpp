// What a file that is none of our formats looks like, said so that its sender understands.
#pragma once

#include <string>

#include "base/file.hpp"

namespace helio::image {

// "This looks like a PDF document, not an image; accepted are JPEG, PNG, …".
[[nodiscard]] std::string describe_foreign(BytesView bytes);

}  // namespace helio::image
