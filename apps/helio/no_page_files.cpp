#include "helio/page_files.hpp"

namespace helio::cli {

std::span<http::SiteFile const> page_files() { return {}; }

}  // namespace helio::cli
