#include "vision/label_filter.hpp"

#include <algorithm>

namespace helio::vision {
namespace {

bool contains(std::vector<std::string> const& names, std::string const& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool any_of(std::vector<std::string> const& names, std::vector<std::string> const& wanted) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string const& name) { return contains(wanted, name); });
}

bool passes(Label const& label, LabelFilter const& filter) {
  if (label.confidence < filter.confidence_min) return false;
  bool const open = filter.include_labels.empty() && filter.include_categories.empty();
  if (!open && !contains(filter.include_labels, label.name) &&
      !any_of(label.categories, filter.include_categories)) {
    return false;
  }
  return !contains(filter.exclude_labels, label.name) &&
         !any_of(label.categories, filter.exclude_categories);
}

}  // namespace

std::vector<Label> filter_labels(std::vector<Label> labels, LabelFilter const& filter) {
  std::erase_if(labels, [&](Label const& label) { return !passes(label, filter); });
  if (labels.size() > filter.labels_max) labels.resize(filter.labels_max);
  for (Label& label : labels) {
    std::erase_if(label.instances, [&](Instance const& instance) {
      return instance.confidence < filter.confidence_min;
    });
  }
  return labels;
}

}  // namespace helio::vision
