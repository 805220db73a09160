// The size of data as JSON text, told without writing it.
#pragma once

#include <cstddef>
#include <optional>

#include "base/json.hpp"

namespace helio::asl {

// Bytes of the compact text, counted no further than just over `bytes_max`; nothing where the value
// is nested deeper than `depth_max`.
[[nodiscard]] std::optional<std::size_t> text_size(Json const& value, std::size_t bytes_max,
                                                   int depth_max);

}  // namespace helio::asl
