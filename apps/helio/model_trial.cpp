#include "helio/model_trial.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

namespace helio::cli {
namespace {

constexpr int kFreeSide_px = 640;
constexpr std::uint8_t kGrey = 128;

int side(int fixed_px, int multiple) {
  if (fixed_px > 0) return fixed_px;
  return std::max(1, kFreeSide_px / std::max(1, multiple)) * std::max(1, multiple);
}

Result<void> run_once(vision::InferRequest& request, ModelTrial const& trial) {
  auto picture = request.input(trial.width_px, trial.height_px);
  if (!picture) return fail(picture);
  for (int y = 0; y < picture->height_px; ++y) {
    std::memset(picture->row(y), kGrey,
                std::size_t{3} * static_cast<std::size_t>(picture->width_px));
  }
  request.start();
  return request.wait();
}

Result<void> check_outputs(vision::InferRequest const& request,
                           vision::ModelManifest const& manifest) {
  for (auto const& [role, tensor] : manifest.outputs) {
    auto const values = request.output(role).values;
    bool const finite =
        std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
    if (values.empty() || !finite) {
      return fail(Errc::corrupt, "ModelCorrupt",
                  fmt::format("{}: its output \"{}\" has {} on a grey picture.", manifest.name,
                              role, values.empty() ? "no values" : "values that are no numbers"));
    }
  }
  return {};
}

}  // namespace

Result<ModelTrial> try_model(vision::Model& model, int runs, Clock const& clock) {
  vision::ModelInput const& input = model.manifest().input;
  ModelTrial trial{
      side(input.width_px, input.side_multiple), side(input.height_px, input.side_multiple), {}};
  auto const request = model.acquire();
  if (auto warm = run_once(*request, trial); !warm) return fail(warm);
  if (auto good = check_outputs(*request, model.manifest()); !good) return fail(good);
  for (int i = 0; i < runs; ++i) {
    auto const start = clock.now();
    if (auto done = run_once(*request, trial); !done) return fail(done);
    trial.runs_ms.push_back(elapsed_ms(start, clock.now()));
  }
  return trial;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  std::size_t const middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace helio::cli
