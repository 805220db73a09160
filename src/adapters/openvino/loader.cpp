#include "adapters/openvino/loader.hpp"

#include <cstdlib>
#include <string>
#include <thread>
#include <utility>

#include <openvino/openvino.hpp>

#include "adapters/openvino/graph.hpp"
#include "adapters/openvino/model.hpp"

namespace helio::openvino {

using vision::ModelManifest;

// What OpenVINO prepares for a size of input, it keeps per operation and stream; text comes in
// hundreds of sizes. Its own bound is 5000 operations of each model: 150 MB more after 1000
// pictures. With 200, which saves another 13 MB, pictures take 8 % more processor time.
constexpr int kPreparedOperationsMax = 400;

// The kernels under OpenVINO have a cache of their own besides, 1024 operations for the process,
// which holds what the one above lets go: 65 MB for the shapes of text. It is read when the first
// model is loaded; a value of the user's stays.
void without_second_cache() { ::setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "0", 0); }

struct OpenVinoLoader::Engine {
  ov::Core core;
  LoaderOptions options;

  // A model whose sides are free keeps memory for its largest picture in every stream, so it has
  // half as many: 690 MB become 610 after 400 pictures two at a time, for 3 % of processor time.
  [[nodiscard]] int streams(ModelManifest const& manifest) const {
    bool const free = manifest.input.width_px == 0 || manifest.input.height_px == 0;
    return free ? (options.parallel + 1) / 2 : options.parallel;
  }

  [[nodiscard]] ov::AnyMap properties(ModelManifest const& manifest) const {
    ov::AnyMap map{ov::num_streams(streams(manifest)),
                   ov::hint::enable_cpu_pinning(false),
                   {"CPU_RUNTIME_CACHE_CAPACITY", std::to_string(kPreparedOperationsMax)}};
    if (options.threads > 0) map.insert(ov::inference_num_threads(options.threads));
    if (options.force_f32 || manifest.precision == "f32") {
      map.insert(ov::hint::inference_precision(ov::element::f32));
    }
    return map;
  }
};

OpenVinoLoader::OpenVinoLoader(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
OpenVinoLoader::~OpenVinoLoader() = default;

Result<std::unique_ptr<OpenVinoLoader>> OpenVinoLoader::create(LoaderOptions options) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") == 0) {
    return fail(Errc::unsupported, "UnsupportedCpu",
                "This machine's processor has no AVX2 instructions, which the models need; run "
                "Heliograph on a processor of 2013 or later.");
  }
#endif
  without_second_cache();
  try {
    auto engine = std::make_unique<Engine>();
    engine->options = options;
    return std::unique_ptr<OpenVinoLoader>(new OpenVinoLoader(std::move(engine)));  // NOLINT
  } catch (std::exception const& e) {
    return fail(Errc::unavailable, "InferenceEngineMissing",
                "OpenVINO does not start: its libraries are missing or damaged. ./quickstart "
                "installs them.",
                e.what());
  }
}

Result<std::unique_ptr<vision::Model>> OpenVinoLoader::load(ModelManifest const& manifest) {
  auto graph = read_graph(manifest.file);
  if (!graph) return tl::unexpected(std::move(graph.error()));
  if (auto prepared = prepare_graph(*graph, manifest); !prepared) {
    return tl::unexpected(std::move(prepared.error()));
  }
  try {
    auto compiled = engine_->core.compile_model(*graph, "CPU", engine_->properties(manifest));
    release_weights(**graph);
    return make_model(manifest, std::move(compiled),
                      static_cast<std::size_t>(engine_->streams(manifest)));
  } catch (std::exception const& e) {
    return fail(Errc::unsupported, "UnsupportedModel",
                manifest.name + ": OpenVINO read this model but cannot run it on this CPU.",
                e.what());
  }
}

std::string OpenVinoLoader::engine_version() const {
  return ov::get_openvino_version().buildNumber;
}

}  // namespace helio::openvino
