// infer_each(): many pictures through one model, drawing the next while the engine works.
//
// For each index 0..count-1: `draw` fills the request's input, and later `read` takes its outputs,
// in order. At most twice the model's parallel() requests are out at a time, which bounds memory.
// The first error stops the rest and is returned; requests that run are waited for.
#pragma once

#include <cstddef>
#include <functional>

#include "base/result.hpp"
#include "vision/model.hpp"

namespace helio::vision {

using InferStep = std::function<Result<void>(std::size_t index, InferRequest& request)>;

[[nodiscard]] Result<void> infer_each(Model& model, std::size_t count, InferStep const& draw,
                                      InferStep const& read);

}  // namespace helio::vision
