// make_model(): a compiled graph as vision's Model, with a bounded set of infer requests.
#pragma once

#include <cstddef>
#include <memory>

#include <openvino/runtime/compiled_model.hpp>

#include "vision/model.hpp"

namespace helio::openvino {

// Throws what OpenVINO throws while it makes the requests.
[[nodiscard]] std::unique_ptr<vision::Model> make_model(vision::ModelManifest manifest,
                                                        ov::CompiledModel compiled,
                                                        std::size_t parallel);

}  // namespace helio::openvino
