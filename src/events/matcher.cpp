#include "events/matcher.hpp"

#include "events/compiled_rules.hpp"

namespace helio::events {

Matcher::Matcher() = default;
Matcher::~Matcher() = default;

void Matcher::add_rule(std::string name, Pattern pattern) {
  auto shared = std::make_shared<Pattern const>(std::move(pattern));
  std::lock_guard const lock(mutex_);
  rules_.insert_or_assign(std::move(name), std::move(shared));
  compiled_.reset();
}

void Matcher::remove_rule(std::string_view name) {
  std::lock_guard const lock(mutex_);
  auto const found = rules_.find(name);
  if (found == rules_.end()) return;
  rules_.erase(found);
  compiled_.reset();
}

std::size_t Matcher::size() const {
  std::lock_guard const lock(mutex_);
  return rules_.size();
}

std::shared_ptr<CompiledRules const> Matcher::compiled() const {
  std::lock_guard const lock(mutex_);
  if (!compiled_) compiled_ = std::make_shared<CompiledRules const>(rules_);
  return compiled_;
}

Result<std::vector<std::string>> Matcher::match(std::string_view event) const {
  return compiled()->match(event);
}

}  // namespace helio::events
