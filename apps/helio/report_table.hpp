// One image's answer as a person reads it: a heading, then a block per feature.
#pragma once

#include <string>

#include "base/result.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

struct TableStyle {
  int columns = 80;     // no line is longer
  bool colour = false;  // ANSI colours for headings and errors
};

// Ends with a newline. Features that were not asked for have no block; those that found nothing say
// so, because "no text" is an answer.
[[nodiscard]] std::string report_table(std::string const& file, vision::ImageReport const& report,
                                       vision::Features const& features, TableStyle style);
[[nodiscard]] std::string error_table(std::string const& file, Error const& error,
                                      TableStyle style);

}  // namespace helio::cli
