#include "events/rule_book.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio::events {
namespace {

std::string stored_name(std::string_view bus, std::string_view name) {
  return std::string(bus) + "/" + std::string(name);
}

tl::unexpected<Error> corrupt(std::string_view name, Error const& why) {
  return fail(Errc::corrupt, "StoreCorrupt",
              "The stored rule or archive " + std::string(name) + " cannot be read.",
              why.name + ": " + why.message);
}

tl::unexpected<Error> unknown(std::string_view kind, std::string_view name) {
  return fail(Errc::not_found, "ResourceNotFoundException",
              std::string(kind) + " " + std::string(name) + " does not exist.");
}

tl::unexpected<Error> too_many(std::string_view kind, std::size_t max) {
  return fail(Errc::too_large, "LimitExceededException",
              "There are " + std::to_string(max) + " " + std::string(kind) + "; remove some.");
}

// A document's text to what it stands for.
template <typename F>
auto read_definition(Definition const& definition, F read) -> decltype(read(Json())) {
  auto json = parse_json(definition.json);
  if (!json) return corrupt(definition.name, json.error());
  auto out = read(*json);
  if (!out) return corrupt(definition.name, out.error());
  return out;
}

}  // namespace

bool RuleBook::KeptArchive::wants(std::string_view event_json) const {
  return !pattern || pattern->matches(event_json).value_or(false);
}

Result<void> RuleBook::load() {
  auto rules = store_.list(DefinitionKind::rule);
  if (!rules) return fail(rules);
  for (Definition const& each : *rules) {
    auto rule = read_definition(each, read_rule);
    if (!rule) return fail(rule);
    std::lock_guard const lock(mutex_);
    admit(std::move(*rule));
  }
  auto archives = store_.list(DefinitionKind::archive);
  if (!archives) return fail(archives);
  for (Definition const& each : *archives) {
    auto archive = read_definition(each, read_archive);
    if (!archive) return fail(archive);
    std::lock_guard const lock(mutex_);
    admit(std::move(*archive));
  }
  if (archives->empty()) return put_archive({});
  return {};
}

Result<void> RuleBook::put_rule(Rule rule) {
  std::lock_guard const lock(mutex_);
  return store(std::move(rule));
}

Result<void> RuleBook::change_rule(std::string_view bus, std::string_view name, bool make,
                                   Change const& change) {
  std::lock_guard const lock(mutex_);
  auto const found = rules_.find({std::string(bus), std::string(name)});
  if (found == rules_.end() && !make) {
    return fail(
        Errc::not_found, "ResourceNotFoundException",
        "Rule " + std::string(name) + " does not exist on EventBus " + std::string(bus) + ".");
  }
  Rule rule{.name = std::string(name), .bus = std::string(bus)};
  if (found != rules_.end()) rule = *found->second.rule;
  if (auto changed = change(rule); !changed) return changed;
  return store(std::move(rule));
}

Result<void> RuleBook::store(Rule rule) {
  if (auto good = validate(rule); !good) return good;
  if (auto room = check_room(rule); !room) return room;
  auto const stored =
      store_.put(DefinitionKind::rule, {stored_name(rule.bus, rule.name), to_json(rule).dump()});
  if (!stored) return stored;
  admit(std::move(rule));
  return {};
}

Result<void> RuleBook::check_room(Rule const& rule) const {
  auto const pattern = Pattern::parse(rule.pattern);
  if (!pattern) return tl::unexpected(pattern.error());
  auto const old = rules_.find({rule.bus, rule.name});
  if (old == rules_.end() && rules_.size() >= rules_max) return too_many("rules", rules_max);
  std::size_t const freed = old == rules_.end() ? 0 : old->second.combinations;
  if (combinations_ - freed + pattern->alternatives().size() > combinations_max) {
    return too_many("combinations of $or", combinations_max);
  }
  return {};
}

void RuleBook::admit(Rule rule) {
  auto& matcher = matchers_[rule.bus];
  if (!matcher) matcher = std::make_shared<Matcher>();
  auto pattern = Pattern::parse(rule.pattern);
  KeptRule& kept = rules_[{rule.bus, rule.name}];
  combinations_ -= kept.combinations;
  kept.combinations = pattern ? pattern->alternatives().size() : 0;
  combinations_ += kept.combinations;
  if (rule.enabled && pattern) {
    matcher->add_rule(rule.name, std::move(*pattern));
  } else {
    matcher->remove_rule(rule.name);
  }
  kept.rule = std::make_shared<Rule const>(std::move(rule));
}

Result<void> RuleBook::remove_rule(std::string_view bus, std::string_view name) {
  std::lock_guard const lock(mutex_);
  auto const found = rules_.find({std::string(bus), std::string(name)});
  if (found == rules_.end()) return unknown("Rule", name);
  auto const removed = store_.remove(DefinitionKind::rule, stored_name(bus, name));
  if (!removed) return removed;
  matchers_.find(bus)->second->remove_rule(name);
  combinations_ -= found->second.combinations;
  rules_.erase(found);
  return {};
}

Result<void> RuleBook::put_archive(Archive archive) {
  if (auto good = validate(archive); !good) return good;
  std::lock_guard const lock(mutex_);
  if (archives_.size() >= archives_max && !archives_.contains(archive.name)) {
    return too_many("archives", archives_max);
  }
  auto const stored = store_.put(DefinitionKind::archive, {archive.name, to_json(archive).dump()});
  if (!stored) return stored;
  admit(std::move(archive));
  return {};
}

void RuleBook::admit(Archive archive) {
  KeptArchive kept{std::move(archive), std::nullopt};
  if (!kept.archive.pattern.empty()) {
    if (auto pattern = Pattern::parse(kept.archive.pattern)) kept.pattern = std::move(*pattern);
  }
  std::string name = kept.archive.name;
  archives_.insert_or_assign(std::move(name), std::move(kept));
}

Result<void> RuleBook::remove_archive(std::string_view name) {
  std::lock_guard const lock(mutex_);
  auto const found = archives_.find(name);
  if (found == archives_.end()) return unknown("Archive", name);
  auto const removed = store_.remove(DefinitionKind::archive, name);
  if (!removed) return removed;
  archives_.erase(found);
  return {};
}

std::vector<Rule> RuleBook::rules() const {
  std::lock_guard const lock(mutex_);
  std::vector<Rule> out;
  for (auto const& [key, kept] : rules_) out.push_back(*kept.rule);
  return out;
}

std::vector<std::shared_ptr<Rule const>> RuleBook::rules_of(std::string_view bus,
                                                            std::string_view prefix,
                                                            std::string_view after,
                                                            std::size_t limit) const {
  std::lock_guard const lock(mutex_);
  std::vector<std::shared_ptr<Rule const>> out;
  for (auto each = rules_.lower_bound({std::string(bus), std::string(std::max(prefix, after))});
       each != rules_.end() && each->first.first == bus && out.size() < limit; ++each) {
    auto const& name = each->first.second;
    if (!name.starts_with(prefix)) break;
    if (name != after) out.push_back(each->second.rule);
  }
  return out;
}

std::shared_ptr<Rule const> RuleBook::find(std::string_view bus, std::string_view name) const {
  std::lock_guard const lock(mutex_);
  auto const found = rules_.find({std::string(bus), std::string(name)});
  return found == rules_.end() ? nullptr : found->second.rule;
}

std::vector<Archive> RuleBook::archives() const {
  std::lock_guard const lock(mutex_);
  std::vector<Archive> out;
  for (auto const& [name, kept] : archives_) out.push_back(kept.archive);
  return out;
}

std::optional<Archive> RuleBook::find_archive(std::string_view name) const {
  std::lock_guard const lock(mutex_);
  auto const found = archives_.find(name);
  if (found == archives_.end()) return std::nullopt;
  return found->second.archive;
}

Result<std::vector<std::shared_ptr<Rule const>>> RuleBook::matching(
    std::string_view bus, std::string_view event_json) const {
  std::shared_ptr<Matcher> matcher;
  {
    std::lock_guard const lock(mutex_);
    auto const found = matchers_.find(bus);
    if (found != matchers_.end()) matcher = found->second;
  }
  std::vector<std::shared_ptr<Rule const>> out;
  if (!matcher) return out;
  auto const names = matcher->match(event_json);
  if (!names) return tl::unexpected(names.error());
  for (std::string const& name : *names) {
    if (auto rule = find(bus, name)) out.push_back(std::move(rule));
  }
  return out;
}

bool RuleBook::archives_event(std::string_view archive, std::string_view event_json) const {
  std::lock_guard const lock(mutex_);
  auto const found = archives_.find(archive);
  return found != archives_.end() && found->second.wants(event_json);
}

Timestamp RuleBook::keep_until(std::string_view bus, std::string_view event_json,
                               Timestamp ingested) const {
  constexpr std::chrono::days forever(100 * 365);
  std::lock_guard const lock(mutex_);
  Timestamp out = ingested;
  for (auto const& [name, kept] : archives_) {
    if (kept.archive.bus != bus || !kept.wants(event_json)) continue;
    std::chrono::days const days(kept.archive.retention_days);
    out = std::max(out, ingested + (days.count() == 0 ? forever : days));
  }
  return out;
}

}  // namespace helio::events
