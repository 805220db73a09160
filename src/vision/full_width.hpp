// fold_full_width(): ASCII for the full-width forms (U+FF01 to U+FF5E) of a line that has no other
// East Asian character.
//
// A recogniser trained mainly on Chinese reads "Doc #:" as "Doc #：". Beside Chinese or Japanese
// the wide form is what is printed and stays; in a Latin line nobody can search for it. Pure.
#pragma once

#include <string>
#include <vector>

#include "vision/text_reading.hpp"

namespace helio::vision {

void fold_full_width(std::vector<ReadCharacter>& line);

}  // namespace helio::vision
