// The first analysis of a model makes its kernels and takes many times longer than the next. A
// server does it before it says that it is ready.
#pragma once

#include "base/result.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

// Analyses one plain picture with every feature. Errors: as Analyzer::analyze().
[[nodiscard]] Result<void> warm_up(vision::Analyzer const& analyzer);

}  // namespace helio::cli
