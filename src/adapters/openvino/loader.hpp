// OpenVinoLoader: vision's ModelLoader over OpenVINO's CPU engine.
//
// Colour order, layout, mean and scale of a manifest become part of the compiled graph, so callers
// write 8-bit RGB pixels and copy nothing. Models with free sides are compiled once, for any size.
//
// Threads  load() may be called from several threads; models outlive the loader.
// Errors   as ModelLoader; create(): unsupported "UnsupportedCpu" where the CPU lacks AVX2,
//          unavailable "InferenceEngineMissing" where OpenVINO's own libraries do not load.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "vision/model.hpp"

namespace helio::openvino {

struct LoaderOptions {
  // One inference at a time on all threads answers a single picture soonest; several side by side,
  // one thread each, finish a folder soonest. Memory grows with the number.
  int parallel = 1;  // 1..64 inferences of one model side by side
  int threads = 0;   // 0: one per core that this process may use
  bool force_f32 =
      false;  // do not use bf16 where the CPU has it: slower, the same on every machine
};

class OpenVinoLoader final : public vision::ModelLoader {
 public:
  [[nodiscard]] static Result<std::unique_ptr<OpenVinoLoader>> create(LoaderOptions options);
  ~OpenVinoLoader() override;

  [[nodiscard]] Result<std::unique_ptr<vision::Model>> load(
      vision::ModelManifest const& manifest) override;

  // OpenVINO's version, "2026.4.1-…", for `helio version`.
  [[nodiscard]] std::string engine_version() const;

 private:
  struct Engine;
  explicit OpenVinoLoader(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace helio::openvino
