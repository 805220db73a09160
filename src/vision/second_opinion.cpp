#include "vision/second_opinion.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

constexpr double kExponent = 4;
constexpr double kUndoubted = 1e-2, kDoubtedWhole = 1e-4;
constexpr std::size_t kRowsConsidered = 200;  // past these, a class of 1000 has less than 0.5 %

std::vector<std::size_t> best_rows(std::span<float const> probabilities) {
  std::vector<std::size_t> rows(probabilities.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  auto const end =
      rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), kRowsConsidered));
  std::partial_sort(rows.begin(), end, rows.end(), [&](std::size_t a, std::size_t b) {
    return probabilities[a] > probabilities[b];
  });
  rows.erase(end, rows.end());
  return rows;
}

double weight_of(double probability) {
  double const share =
      std::log(kUndoubted / std::max(probability, 1e-9)) / std::log(kUndoubted / kDoubtedWhole);
  return std::clamp(share, 0.0, 1.0);
}

}  // namespace

Result<SecondOpinion> SecondOpinion::create(ModelManifest const& classifier,
                                            Taxonomy const& taxonomy) {
  SecondOpinion made;
  for (std::size_t row = 0; row < classifier.labels.size(); ++row) {
    std::string const& name = classifier.labels[row];
    if (name.empty()) continue;
    made.rows_of_[name].push_back(row);
    for (std::string const& parent : taxonomy.find(name).parents) {
      made.rows_of_[parent].push_back(row);
    }
  }
  auto const blind = classifier.parameters.find("blind_to");
  if (blind == classifier.parameters.end()) return made;
  bool right = blind->is_array();
  for (std::size_t i = 0; right && i < blind->size(); ++i) {
    right = (*blind)[i].is_string();
    if (right) made.rows_of_.erase((*blind)[i].get<std::string>());
  }
  if (right) return made;
  return fail(Errc::invalid_argument, "InvalidManifest",
              "The model " + classifier.name +
                  " has a wrong \"blind_to\" among its parameters: it is a list of labels.");
}

void SecondOpinion::doubt(std::span<float const> probabilities, std::span<Object> objects) const {
  if (objects.empty()) return;
  std::vector<std::size_t> const best = best_rows(probabilities);
  for (Object& object : objects) {
    auto const known = rows_of_.find(object.name);
    if (known == rows_of_.end()) continue;
    auto const other = std::find_if(best.begin(), best.end(), [&](std::size_t row) {
      return !std::binary_search(known->second.begin(), known->second.end(), row);
    });
    if (other == best.end()) continue;
    double own = 0;
    for (std::size_t const row : known->second) {
      if (row < probabilities.size()) own += static_cast<double>(probabilities[row]);
    }
    double const sure = std::pow(static_cast<double>(probabilities[*other]), kExponent);
    double const weight = weight_of(own);
    object.confidence *= 1 - weight * sure;
    if (weight > 0) {
      object.rival = std::min(object.rival, static_cast<double>(probabilities[*other]));
    }
  }
}

}  // namespace helio::vision
