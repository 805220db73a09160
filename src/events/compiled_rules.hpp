// CompiledRules: what Matcher makes of its rules; immutable, matched by many threads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "events/conditions.hpp"
#include "events/pattern.hpp"
#include "events/value_index.hpp"

namespace helio::events {

class CompiledRules {
 public:
  using Rules = std::map<std::string, std::shared_ptr<Pattern const>, std::less<>>;

  explicit CompiledRules(Rules const& rules);
  [[nodiscard]] Result<std::vector<std::string>> match(std::string_view event) const;

 private:
  struct Alternative {
    std::uint32_t rule = 0;
    std::vector<FieldCondition> conditions;
  };
  class Popularity;

  void anchor(std::uint32_t alternative, Popularity const& popularity);

  std::vector<std::string> names_;                        // in order
  std::vector<std::shared_ptr<Pattern const>> patterns_;  // own what conditions point to
  PathTable paths_;
  std::vector<Alternative> alternatives_;
  std::vector<ValueIndex> by_path_;
  Ids always_;  // alternatives that only ask for absence
};

}  // namespace helio::events
