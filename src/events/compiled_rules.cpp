#include "events/compiled_rules.hpp"

#include <algorithm>
#include <limits>

namespace helio::events {
namespace {

using Op = ValuePattern::Op;

std::vector<std::string> fields_of(CompiledRules::Rules const& rules) {
  std::vector<std::string> out;
  for (auto const& [name, pattern] : rules) {
    for (auto const& alternative : pattern->alternatives()) {
      for (auto const& condition : alternative) out.push_back(condition.field);
    }
  }
  return out;
}

// What makes two selective patterns one for an index.
std::string identity(ValuePattern const& pattern) {
  std::string out = std::to_string(static_cast<int>(pattern.op)) + ':';
  if (pattern.op == Op::range) {
    return out + std::to_string(pattern.low) + ':' + std::to_string(pattern.high);
  }
  return out + pattern.text;
}

}  // namespace

// How many alternatives wait for the same value: the fewer, the better an anchor.
class CompiledRules::Popularity {
 public:
  void count(FieldCondition const& condition) {
    PerPath& counts = paths_[condition.path];
    ++counts.conditions;
    for (ValuePattern const& each : *condition.values) {
      if (each.op == Op::range) ++counts.ranges;
      if (ValueIndex::selective(each)) ++counts.values[identity(each)];
    }
  }

  // Alternatives that an event with the most popular of these values leads to; of conditions that
  // no value selects, all that look at the field, and more than any that a value does.
  [[nodiscard]] std::size_t cost(FieldCondition const& condition) const {
    constexpr std::size_t unselective = 1U << 30U;
    PerPath const& counts = paths_.at(condition.path);
    auto const absent = [](ValuePattern const& each) { return each.op == Op::absent; };
    if (std::any_of(condition.values->begin(), condition.values->end(), absent)) {
      return std::numeric_limits<std::size_t>::max();
    }
    std::size_t out = 0;
    for (ValuePattern const& each : *condition.values) {
      if (!ValueIndex::selective(each)) return unselective + counts.conditions;
      std::size_t cost = counts.values.at(identity(each));
      if (each.op == Op::range) cost = std::max(cost, counts.ranges / 2);
      out = std::max(out, cost);
    }
    return out;
  }

 private:
  struct PerPath {
    std::size_t conditions = 0;
    std::size_t ranges = 0;
    std::unordered_map<std::string, std::size_t> values;
  };
  std::unordered_map<std::uint32_t, PerPath> paths_;
};

CompiledRules::CompiledRules(Rules const& rules) : paths_(fields_of(rules)) {
  Popularity popularity;
  std::uint32_t paths = 0;
  for (auto const& [name, pattern] : rules) {
    for (auto const& alternative : pattern->alternatives()) {
      Alternative& out = alternatives_.emplace_back();
      out.rule = static_cast<std::uint32_t>(names_.size());
      for (auto const& condition : alternative) {
        out.conditions.push_back({paths_.find(condition.field)->id, condition.values.get()});
        popularity.count(out.conditions.back());
        paths = std::max(paths, out.conditions.back().path + 1);
      }
    }
    names_.push_back(name);
    patterns_.push_back(pattern);
  }
  by_path_.resize(paths);
  for (std::uint32_t i = 0; i < alternatives_.size(); ++i) anchor(i, popularity);
  for (ValueIndex& index : by_path_) index.build();
}

void CompiledRules::anchor(std::uint32_t alternative, Popularity const& popularity) {
  FieldCondition const* best = nullptr;
  std::size_t best_cost = std::numeric_limits<std::size_t>::max();
  for (FieldCondition const& each : alternatives_[alternative].conditions) {
    std::size_t const cost = popularity.cost(each);
    if (cost < best_cost) {
      best = &each;
      best_cost = cost;
    }
  }
  if (best == nullptr) {
    always_.push_back(alternative);
    return;
  }
  ValueIndex& index = by_path_[best->path];
  bool const by_value =
      std::all_of(best->values->begin(), best->values->end(), ValueIndex::selective);
  if (!by_value) {
    index.add_any(alternative);
    return;
  }
  for (ValuePattern const& each : *best->values) index.add(each, alternative);
}

Result<std::vector<std::string>> CompiledRules::match(std::string_view event) const {
  thread_local EventFields fields;
  thread_local Ids candidates;
  if (auto read = fields.read(event, paths_); !read) return fail(read);
  candidates.assign(always_.begin(), always_.end());
  std::uint32_t last_path = PathTable::none;
  for (EventFields::Field const& field : fields.all()) {
    ValueIndex const& index = by_path_[field.path];
    index.find(field.value, candidates);
    if (field.path == last_path) continue;
    candidates.insert(candidates.end(), index.any_value().begin(), index.any_value().end());
    last_path = field.path;
  }
  // By alternative is by rule and by name.
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<std::string> out;
  std::uint32_t last_rule = PathTable::none;
  for (std::uint32_t const candidate : candidates) {
    Alternative const& alternative = alternatives_[candidate];
    if (alternative.rule == last_rule || !satisfies(alternative.conditions, fields)) continue;
    last_rule = alternative.rule;
    out.push_back(names_[last_rule]);
  }
  return out;
}

}  // namespace helio::events
