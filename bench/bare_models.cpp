#include "bare_models.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "adapters/openvino/graph.hpp"
#include "base/clock.hpp"

namespace helio::bench {

Result<std::unique_ptr<BareModels>> BareModels::create(vision::Pack const& pack,
                                                       BareOptions options) {
  auto bare = std::make_unique<BareModels>();
  for (vision::ModelManifest const& manifest : pack.models) {
    auto graph = openvino::read_graph(manifest.file);
    if (!graph) return fail(graph);
    if (auto prepared = openvino::prepare_graph(*graph, manifest); !prepared) {
      return fail(prepared);
    }
    ov::AnyMap properties{ov::num_streams(options.streams), ov::hint::enable_cpu_pinning(false)};
    if (options.threads > 0) properties.insert(ov::inference_num_threads(options.threads));
    if (options.force_f32 || manifest.precision == "f32") {
      properties.insert(ov::hint::inference_precision(ov::element::f32));
    }
    bare->models_[manifest.name] = bare->core_.compile_model(*graph, "CPU", properties);
  }
  return bare;
}

ov::InferRequest& BareModels::request(Requests& requests, RecordedInput const& input) {
  auto const known = requests.find(input.model);
  if (known != requests.end()) return known->second;
  return requests[input.model] = models_.at(input.model).create_infer_request();
}

double BareModels::run(std::span<RecordedInput const> inputs, int in_flight) {
  SystemClock const clock;
  std::atomic<std::size_t> next = 0;
  std::vector<Requests> requests(static_cast<std::size_t>(in_flight));
  // What a thread needs is made before the clock starts.
  for (Requests& own : requests) {
    for (RecordedInput const& input : inputs) request(own, input);
  }
  auto const work = [&](Requests& own) {
    for (std::size_t i = next++; i < inputs.size(); i = next++) {
      image::PixelsView const picture = inputs[i].picture.view();
      ov::Shape const shape{1, static_cast<std::size_t>(picture.height_px),
                            static_cast<std::size_t>(picture.width_px), 3};
      ov::InferRequest& infer = request(own, inputs[i]);
      infer.set_input_tensor(
          ov::Tensor(ov::element::u8, shape, const_cast<std::uint8_t*>(picture.rgb)));  // NOLINT
      infer.infer();
    }
  };
  auto const start = clock.now();
  std::vector<std::jthread> threads;
  for (Requests& own : requests) threads.emplace_back(work, std::ref(own));
  threads.clear();  // joins
  return elapsed_ms(start, clock.now()) / 1000;
}

}  // namespace helio::bench
