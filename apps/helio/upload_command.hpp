// `helio upload FILE…`: sends images to a running server, and waits for what it finds.
#pragma once

#include "helio/command_line.hpp"

namespace helio::cli {

[[nodiscard]] ExitStatus run_upload(UploadArguments const& arguments);

}  // namespace helio::cli
