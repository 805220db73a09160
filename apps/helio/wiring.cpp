#include "helio/wiring.hpp"

#include <algorithm>
#include <thread>

#include "adapters/openvino/loader.hpp"

namespace helio::cli {

Result<Engine> make_engine(EngineOptions options) {
  auto loader = openvino::OpenVinoLoader::create({.parallel = options.parallel});
  if (!loader) return fail(loader);
  std::string version = "OpenVINO " + (*loader)->engine_version();
  return Engine{std::move(*loader), std::move(version)};
}

int images_side_by_side(std::size_t images) {
  auto const cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  return static_cast<int>(std::clamp<std::size_t>(images, 1, std::min<std::size_t>(cores, 64)));
}

}  // namespace helio::cli
