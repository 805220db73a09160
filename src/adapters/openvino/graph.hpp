// prepare_graph(): makes a model's graph take 8-bit RGB NHWC pixels and give f32 tensors, by its
// manifest. Errors: invalid_argument "InvalidManifest", naming what the file really has.
#pragma once

#include <memory>

#include <openvino/core/model.hpp>

#include "base/result.hpp"
#include "vision/pack.hpp"

namespace helio::openvino {

[[nodiscard]] Result<void> prepare_graph(std::shared_ptr<ov::Model> const& graph,
                                         vision::ModelManifest const& manifest);

}  // namespace helio::openvino
