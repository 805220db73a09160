// Taxonomy: what labels are kinds of. "Golden Retriever" -> Retriever, Dog, Canine, Pet, Mammal, …
//
// Read from a pack's taxonomy.json (models/taxonomy/README.md has the format and how it is made):
//   {"Dog": {"parents": ["Canine", "Pet"], "aliases": ["Hound"], "categories": ["Animals and
//   Pets"]}}
// `parents` are all ancestors, nearest first. A model of the user's own may bring labels that no
// taxonomy knows: they simply have no parents.
//
// Threads  find() from any thread once the last add() is done.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.hpp"

namespace helio::vision {

struct TaxonomyEntry {
  std::vector<std::string> parents;  // all ancestors, nearest first; none twice
  std::vector<std::string> aliases, categories;
};

class Taxonomy {
 public:
  // Takes a pack's table on top of what is there; of a label in both, the later entry stands.
  // Null (a pack without a table) adds nothing, and so do entries of another shape: a taxonomy
  // enriches labels and must not keep a picture from being analysed.
  void add(Json const& table);

  // Of a label nobody described: an entry without parents.
  [[nodiscard]] TaxonomyEntry const& find(std::string_view label) const;

 private:
  std::unordered_map<std::string, TaxonomyEntry> entries_;
};

}  // namespace helio::vision
