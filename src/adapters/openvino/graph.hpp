// read_graph(): a model file as OpenVINO's graph, read by the front end of its extension only: left
// to choose (ov::Core::read_model), OpenVINO asks them all, and those print their complaints to
// stderr and leak a little. Errors: corrupt "ModelCorrupt".
//
// prepare_graph(): makes a model's graph take 8-bit RGB NHWC pixels and give f32 tensors, by its
// manifest. Errors: invalid_argument "InvalidManifest", naming what the file really has.
#pragma once

#include <filesystem>
#include <memory>

#include <openvino/core/model.hpp>

#include "base/result.hpp"
#include "vision/pack.hpp"

namespace helio::openvino {

[[nodiscard]] Result<std::shared_ptr<ov::Model>> read_graph(std::filesystem::path const& file);
[[nodiscard]] Result<void> prepare_graph(std::shared_ptr<ov::Model> const& graph,
                                         vision::ModelManifest const& manifest);

// For a graph that has been compiled: the weights that lie in a mapped file leave this process's
// memory. Compiling copied them into the order its kernels want; the graph that it keeps may still
// read them, which then come from the file again. Does nothing where the system does not let it.
void release_weights(ov::Model const& graph) noexcept;

}  // namespace helio::openvino
