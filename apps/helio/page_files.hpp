// The web page's files, built from web/ into this program; none with HELIO_WEB=OFF.
#pragma once

#include <span>

#include "http/site.hpp"

namespace helio::cli {

[[nodiscard]] std::span<http::SiteFile const> page_files();

}  // namespace helio::cli
