// Names of the image pipeline that others know too.
#pragma once

namespace helio::cli {

inline constexpr char const* kMachineName = "image-pipeline";  // its state machine

}  // namespace helio::cli
