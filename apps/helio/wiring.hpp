// The only place that names adapters: which inference engine stands behind vision's ports.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "vision/analyzer.hpp"
#include "vision/model.hpp"
#include "vision/pack.hpp"

namespace helio::cli {

struct Engine {
  std::unique_ptr<vision::ModelLoader> loader;
  std::string version;  // "OpenVINO 2026.4.1-…"
};

struct EngineOptions {
  int parallel = 1;  // images that are analysed side by side
};

// Errors: "UnsupportedCpu", "InferenceEngineMissing".
[[nodiscard]] Result<Engine> make_engine(EngineOptions options = {});

// How many images to analyse side by side on this machine, when there are `images` of them.
[[nodiscard]] int images_side_by_side(std::size_t images);

}  // namespace helio::cli
