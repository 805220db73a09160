#include "decoders/classes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace helio::decoders {
namespace {

constexpr double kFloor = 1e-9;     // keeps logarithms finite
constexpr float kRounding = 1e-3f;  // what reduced precision may add to a probability of 1

float sigmoid(float logit) { return 1.0f / (1.0f + std::exp(-logit)); }

Result<void> expect_probabilities(std::span<float const> values) {
  bool const inside = std::all_of(values.begin(), values.end(), [](float value) {
    return value >= -kRounding && value <= 1.0f + kRounding;
  });
  if (inside) return {};
  return unexpected_output(
      "The class probabilities leave 0..1: if the file ends in logits, its manifest must name the "
      "\"activation\".");
}

// Softmax of logits / temperature. The largest logit is subtracted first, so that nothing
// overflows.
std::vector<float> softmax(std::span<double const> logits, double temperature) {
  double const top = *std::max_element(logits.begin(), logits.end());
  std::vector<float> result;
  result.reserve(logits.size());
  double sum = 0;
  for (double const logit : logits) {
    double const weight = std::exp((logit - top) / temperature);
    result.push_back(static_cast<float>(weight));
    sum += weight;
  }
  for (float& value : result) value = static_cast<float>(value / sum);
  return result;
}

Result<void> expect_classes(TensorView const& classes, ClassOptions const& options) {
  if (options.classes == 0) return unexpected_output("The label table is empty.");
  return expect_values(classes, options.classes, "The class tensor");
}

}  // namespace

Result<std::vector<float>> decode_softmax(TensorView const& classes, ClassOptions const& options) {
  if (auto ok = expect_classes(classes, options); !ok) return fail(ok);
  if (options.logits) {
    std::vector<double> const logits(classes.values.begin(), classes.values.end());
    return softmax(logits, 1.0);
  }
  if (auto ok = expect_probabilities(classes.values); !ok) return fail(ok);
  std::vector<float> result;
  result.reserve(options.classes);
  for (float const value : classes.values) result.push_back(std::max(value, 0.0f));
  float const sum = std::accumulate(result.begin(), result.end(), 0.0f);
  if (sum < 0.5f) return unexpected_output("The class probabilities do not add up to 1.");
  for (float& value : result) value /= sum;
  return result;
}

Result<std::vector<float>> decode_sigmoid(TensorView const& classes, ClassOptions const& options) {
  if (auto ok = expect_classes(classes, options); !ok) return fail(ok);
  if (!options.logits) {
    if (auto ok = expect_probabilities(classes.values); !ok) return fail(ok);
  }
  std::vector<float> result;
  result.reserve(options.classes);
  for (float const value : classes.values) {
    result.push_back(options.logits ? sigmoid(value) : std::clamp(value, 0.0f, 1.0f));
  }
  return result;
}

std::vector<float> join_softmax(std::span<std::vector<float> const> views, double temperature) {
  std::vector<double> logits(views.front().size(), 0.0);
  for (std::vector<float> const& view : views) {
    for (std::size_t i = 0; i < logits.size(); ++i) {
      logits[i] += std::log(std::max<double>(view[i], kFloor));
    }
  }
  for (double& logit : logits) logit /= static_cast<double>(views.size());
  return softmax(logits, temperature);
}

std::vector<float> join_sigmoid(std::span<std::vector<float> const> views, double temperature) {
  std::vector<float> result;
  result.reserve(views.front().size());
  for (std::size_t i = 0; i < views.front().size(); ++i) {
    double logit = 0;
    for (std::vector<float> const& view : views) {
      double const p = std::clamp<double>(view[i], kFloor, 1.0 - kFloor);
      logit += std::log(p / (1.0 - p));
    }
    logit /= static_cast<double>(views.size()) * temperature;
    result.push_back(static_cast<float>(1.0 / (1.0 + std::exp(-logit))));
  }
  return result;
}

}  // namespace helio::decoders
