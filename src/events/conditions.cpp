#include "events/conditions.hpp"

#include <algorithm>

namespace helio::events {
namespace {

constexpr int tries_max = 1'000'000;

class Search {
 public:
  Search(std::vector<FieldCondition> const& conditions, EventFields const& fields)
      : conditions_(conditions), fields_(fields) {}

  // Conditions are at most Pattern::fields_max, which bounds the recursion.
  bool from(std::size_t at) {
    if (at == conditions_.size()) return true;
    FieldCondition const& condition = conditions_[at];
    auto const values = fields_.of(condition.path);
    bool const may_be_absent =
        std::any_of(condition.values->begin(), condition.values->end(),
                    [](ValuePattern const& each) { return each.op == ValuePattern::Op::absent; });
    if (may_be_absent && none_possible(values) && from(at + 1)) return true;
    bool failed_in_place = false;
    for (EventFields::Field const& field : values) {
      if (++tries_ > tries_max) return false;
      std::size_t const before = chosen_.size();
      if (!choose(field.element)) continue;
      // Of values that bind no new element, the first one that matches speaks for all.
      bool const in_place = chosen_.size() == before;
      if (!(in_place && failed_in_place) && any_matches(condition, field.value)) {
        if (from(at + 1)) return true;
        failed_in_place = failed_in_place || in_place;
      }
      chosen_.resize(before);
    }
    return false;
  }

 private:
  struct Chosen {
    int array;
    int index;
  };

  static bool any_matches(FieldCondition const& condition, Value const& value) {
    return std::any_of(condition.values->begin(), condition.values->end(),
                       [&value](ValuePattern const& each) { return each.matches(value); });
  }

  bool none_possible(std::span<EventFields::Field const> values) {
    std::size_t const before = chosen_.size();
    for (EventFields::Field const& field : values) {
      bool const possible = choose(field.element);
      chosen_.resize(before);
      if (possible) return false;
    }
    return true;
  }

  // Binds the arrays around an element to it; false, and nothing bound, if one is bound elsewhere.
  bool choose(int element) {
    std::size_t const before = chosen_.size();
    for (; element != EventFields::no_element; element = fields_.element(element).outer) {
      auto const [array, index, outer] = fields_.element(element);
      auto const same = std::find_if(chosen_.begin(), chosen_.end(),
                                     [array](Chosen const& each) { return each.array == array; });
      if (same == chosen_.end()) {
        chosen_.push_back({array, index});
      } else if (same->index != index) {
        chosen_.resize(before);
        return false;
      }
    }
    return true;
  }

  std::vector<FieldCondition> const& conditions_;
  EventFields const& fields_;
  std::vector<Chosen> chosen_;
  int tries_ = 0;
};

}  // namespace

bool satisfies(std::vector<FieldCondition> const& conditions, EventFields const& fields) {
  return Search(conditions, fields).from(0);
}

}  // namespace helio::events
