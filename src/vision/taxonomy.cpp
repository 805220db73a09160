#include "vision/taxonomy.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

// The strings of an array, each once and not `self`: a label that were its own ancestor would count
// its probability twice.
std::vector<std::string> names_of(Json const& entry, char const* member, std::string const& self) {
  std::vector<std::string> names;
  auto const list = entry.find(member);
  if (list == entry.end() || !list->is_array()) return names;
  for (Json const& name : *list) {
    if (!name.is_string()) continue;
    auto text = name.get<std::string>();
    if (text.empty() || text == self) continue;
    if (std::find(names.begin(), names.end(), text) == names.end()) {
      names.push_back(std::move(text));
    }
  }
  return names;
}

}  // namespace

void Taxonomy::add(Json const& table) {
  if (!table.is_object()) return;
  for (auto const& [label, entry] : table.items()) {
    if (!entry.is_object()) continue;
    entries_[label] = {names_of(entry, "parents", label), names_of(entry, "aliases", label),
                       names_of(entry, "categories", label)};
  }
}

TaxonomyEntry const& Taxonomy::find(std::string_view label) const {
  static TaxonomyEntry const unknown;
  auto const found = entries_.find(std::string(label));
  return found == entries_.end() ? unknown : found->second;
}

}  // namespace helio::vision
