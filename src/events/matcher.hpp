// Matcher: all patterns of a bus compiled into one decision structure, so that an event costs
// nearly the same against 10 rules and against 10,000.
//
// Every alternative of every pattern is hung below the one of its conditions that fewest other
// rules share (its anchor), in an index of that field's values. An event is read once; the values
// of its fields lead to the few alternatives whose anchor they meet, and only those are checked
// whole. Rules without a selective condition wait at the presence of their rarest field.
//
// Threads  all functions may be called from any; match() works on an immutable snapshot, which the
//          first match() after a change compiles anew.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "events/pattern.hpp"

namespace helio::events {

class CompiledRules;

class Matcher {
 public:
  Matcher();
  ~Matcher();
  Matcher(Matcher const&) = delete;
  Matcher& operator=(Matcher const&) = delete;

  // Replaces the rule of that name.
  void add_rule(std::string name, Pattern pattern);
  void remove_rule(std::string_view name);
  [[nodiscard]] std::size_t size() const;

  // Names of the rules whose pattern matches, in order of the names.
  // Errors: invalid_argument "InvalidEvent": not a JSON object, or nested too deep.
  [[nodiscard]] Result<std::vector<std::string>> match(std::string_view event) const;

 private:
  [[nodiscard]] std::shared_ptr<CompiledRules const> compiled() const;

  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Pattern const>, std::less<>> rules_;
  mutable std::shared_ptr<CompiledRules const> compiled_;  // null after a change
};

}  // namespace helio::events
