// BareModels: the models of a pack run by OpenVINO alone, as fast as it goes; the yardstick for the
// engine. Nothing is decoded, resized, drawn or read: each inference takes a recorded picture in
// place and its outputs are dropped.
//
// The graphs are the engine's own (u8 RGB in, conversion inside), compiled for `streams` inferences
// side by side. run() keeps that many busy until the inputs are used up.
//
// Errors   those of reading a graph; what OpenVINO throws ends the benchmark.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>

#include <openvino/openvino.hpp>

#include "base/result.hpp"
#include "recording.hpp"
#include "vision/pack.hpp"

namespace helio::bench {

struct BareOptions {
  int streams = 1;         // inferences of one model side by side
  int threads = 0;         // of one model's streams together; 0: one per core
  bool force_f32 = false;  // as LoaderOptions
};

class BareModels {
 public:
  [[nodiscard]] static Result<std::unique_ptr<BareModels>> create(vision::Pack const& pack,
                                                                  BareOptions options);

  // Runs every input once, `in_flight` at a time; seconds of wall-clock time.
  double run(std::span<RecordedInput const> inputs, int in_flight);

 private:
  using Requests = std::map<std::string, ov::InferRequest>;  // of one thread, by model

  ov::InferRequest& request(Requests& requests, RecordedInput const& input);

  ov::Core core_;
  std::map<std::string, ov::CompiledModel> models_;
};

}  // namespace helio::bench
