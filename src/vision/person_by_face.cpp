#include "vision/person_by_face.hpp"

#include <algorithm>
#include <string>

namespace helio::vision {
namespace {

constexpr char const* kPerson = "Person";
constexpr double kSureFace = 95;  // percent

void raise(std::vector<Label>& labels, std::string const& name, double confidence,
           Taxonomy const& taxonomy) {
  auto const found = std::find_if(labels.begin(), labels.end(),
                                  [&](Label const& label) { return label.name == name; });
  if (found != labels.end()) {
    found->confidence = std::max(found->confidence, confidence);
    return;
  }
  TaxonomyEntry const& entry = taxonomy.find(name);
  labels.push_back({name, confidence, {}, entry.parents, entry.aliases, entry.categories});
}

}  // namespace

void raise_person(std::vector<Label>& labels, std::span<FaceDetail const> faces,
                  Taxonomy const& taxonomy) {
  double sure = 0;
  for (FaceDetail const& face : faces) sure = std::max(sure, face.confidence);
  if (sure < kSureFace) return;
  raise(labels, kPerson, sure, taxonomy);
  for (std::string const& parent : taxonomy.find(kPerson).parents) {
    raise(labels, parent, sure, taxonomy);
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](Label const& a, Label const& b) { return a.confidence > b.confidence; });
}

}  // namespace helio::vision
