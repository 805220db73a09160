// The engine in the function, for analysis without Rekognition: the artefact with models has it.
#pragma once

#include <memory>

#include "functions/image_analyzer.hpp"
#include "lambda/variables.hpp"
#include "objects/object_store.hpp"

namespace helio::lambda {

// Loads the pack in $HELIO_PACK. `objects` outlives the analyzer.
// Errors: invalid_argument "Runtime.ConfigInvalid" (no pack is named, or this artefact has no
// engine); those of the pack, the engine and the models.
[[nodiscard]] Result<std::unique_ptr<functions::ImageAnalyzer>> make_local_analyzer(
    Variables const& variables, objects::ObjectStore& objects);

}  // namespace helio::lambda
