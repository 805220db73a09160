// RuleBook: the rules and archives of all buses, as stored and as matched.
//
// Every change is stored before it counts. Threads: callable from any.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "events/archive.hpp"
#include "events/definition_store.hpp"
#include "events/matcher.hpp"
#include "events/rule.hpp"

namespace helio::events {

class RuleBook {
 public:
  static constexpr std::size_t rules_max = 20'000;
  static constexpr std::size_t combinations_max = 100'000;  // of "$or", in all rules together
  static constexpr std::size_t archives_max = 100;

  explicit RuleBook(DefinitionStore& store) : store_(store) {}

  // Reads what is stored; makes the archive "default" of the bus "default" if there is none.
  // Errors: the store's; corrupt "StoreCorrupt".
  [[nodiscard]] Result<void> load();

  // Errors: as validate(); too_large "LimitExceededException"; not_found
  // "ResourceNotFoundException"; the store's.
  [[nodiscard]] Result<void> put_rule(Rule rule);
  // Reads, changes and stores a rule as one step, so that no other change is lost between. Where
  // there is none it begins empty, or, without `make`, is not found. `change` may refuse.
  using Change = std::function<Result<void>(Rule& rule)>;
  [[nodiscard]] Result<void> change_rule(std::string_view bus, std::string_view name, bool make,
                                         Change const& change);
  [[nodiscard]] Result<void> remove_rule(std::string_view bus, std::string_view name);
  [[nodiscard]] Result<void> put_archive(Archive archive);
  [[nodiscard]] Result<void> remove_archive(std::string_view name);

  [[nodiscard]] std::vector<Rule> rules() const;  // by bus and name
  // Of one bus, by name: those that begin with `prefix`, after the name `after`.
  [[nodiscard]] std::vector<std::shared_ptr<Rule const>> rules_of(std::string_view bus,
                                                                  std::string_view prefix,
                                                                  std::string_view after,
                                                                  std::size_t limit) const;
  [[nodiscard]] std::shared_ptr<Rule const> find(std::string_view bus, std::string_view name) const;
  [[nodiscard]] std::vector<Archive> archives() const;
  [[nodiscard]] std::optional<Archive> find_archive(std::string_view name) const;

  // Enabled rules of the bus that match, by name. Errors: "InvalidEvent".
  [[nodiscard]] Result<std::vector<std::shared_ptr<Rule const>>> matching(
      std::string_view bus, std::string_view event_json) const;
  // True if the archive keeps such events.
  [[nodiscard]] bool archives_event(std::string_view archive, std::string_view event_json) const;
  // Until when the archives of the bus keep an event; `ingested` if none wants it.
  [[nodiscard]] Timestamp keep_until(std::string_view bus, std::string_view event_json,
                                     Timestamp ingested) const;

 private:
  struct KeptArchive {
    Archive archive;
    std::optional<Pattern> pattern;
    [[nodiscard]] bool wants(std::string_view event_json) const;
  };
  struct KeptRule {
    std::shared_ptr<Rule const> rule;
    std::size_t combinations = 0;
  };
  using Key = std::pair<std::string, std::string>;  // bus, name

  [[nodiscard]] Result<void> store(Rule rule);
  [[nodiscard]] Result<void> check_room(Rule const& rule) const;
  void admit(Rule rule);
  void admit(Archive archive);

  DefinitionStore& store_;
  mutable std::mutex mutex_;
  std::map<Key, KeptRule> rules_;
  std::size_t combinations_ = 0;
  std::map<std::string, std::shared_ptr<Matcher>, std::less<>> matchers_;  // by bus
  std::map<std::string, KeptArchive, std::less<>> archives_;
};

}  // namespace helio::events
