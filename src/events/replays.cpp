#include "events/replays.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio::events {
namespace {

constexpr std::chrono::days kept_after_end(90);

bool running(Replay const& replay) { return replay.state == Replay::State::running; }

}  // namespace

Result<void> Replays::load() {
  auto stored = definitions_.list(DefinitionKind::replay);
  if (!stored) return fail(stored);
  std::lock_guard const lock(mutex_);
  for (Definition const& each : *stored) {
    auto json = parse_json(each.json);
    if (!json) return fail(json);
    auto replay = read_replay(*json);
    if (!replay) return fail(replay);
    replays_.insert_or_assign(each.name, std::move(*replay));
  }
  return {};
}

Result<void> Replays::save(Replay const& replay) {
  auto stored = definitions_.put(DefinitionKind::replay, {replay.name, to_json(replay).dump()});
  if (stored) replays_.insert_or_assign(replay.name, replay);
  return stored;
}

Result<void> Replays::forget_old(Timestamp now) {
  for (auto each = replays_.begin(); each != replays_.end();) {
    if (running(each->second) || now - each->second.ended < kept_after_end) {
      ++each;
      continue;
    }
    if (auto gone = definitions_.remove(DefinitionKind::replay, each->first); !gone) return gone;
    each = replays_.erase(each);
  }
  return {};
}

Result<Replay> Replays::start(Replay replay) {
  if (auto good = validate(replay); !good) return fail(good);
  auto const archive = rules_.find_archive(replay.archive);
  if (!archive) {
    return fail(Errc::not_found, "ResourceNotFoundException",
                "Archive " + replay.archive + " does not exist.");
  }
  for (auto const& rule : replay.rules) {
    if (rules_.find(archive->bus, rule)) continue;
    return fail(Errc::not_found, "ResourceNotFoundException",
                "Rule " + rule + " does not exist on EventBus " + archive->bus + ".");
  }
  std::lock_guard const lock(mutex_);
  Timestamp const now = clock_.wall();
  if (auto forgotten = forget_old(now); !forgotten) return fail(forgotten);
  if (replays_.contains(replay.name)) {
    return fail(Errc::conflict, "ResourceAlreadyExistsException",
                "Replay " + replay.name + " exists; choose another name.");
  }
  auto const count = std::count_if(replays_.begin(), replays_.end(),
                                   [](auto const& each) { return running(each.second); });
  if (static_cast<std::size_t>(count) >= running_max) {
    return fail(Errc::exhausted, "LimitExceededException",
                "Ten replays are running; wait for one to end or cancel it.");
  }
  replay.state = Replay::State::running;
  replay.started = now;
  replay.ended = replay.last_replayed = Timestamp{};
  replay.last_seq = 0;
  if (auto saved = save(replay); !saved) return fail(saved);
  return replay;
}

Result<Replay> Replays::cancel(std::string_view name) {
  std::lock_guard const lock(mutex_);
  auto const found = replays_.find(name);
  if (found == replays_.end()) {
    return fail(Errc::not_found, "ResourceNotFoundException",
                "Replay " + std::string(name) + " does not exist.");
  }
  if (!running(found->second)) {
    return fail(Errc::conflict, "IllegalStatusException",
                "Replay " + std::string(name) + " is not running any more.");
  }
  Replay replay = found->second;
  replay.state = Replay::State::cancelled;
  replay.ended = clock_.wall();
  if (auto saved = save(replay); !saved) return fail(saved);
  return replay;
}

std::vector<Replay> Replays::list() const {
  std::lock_guard const lock(mutex_);
  std::vector<Replay> out;
  for (auto const& [name, replay] : replays_) out.push_back(replay);
  return out;
}

std::optional<Replay> Replays::find(std::string_view name) const {
  std::lock_guard const lock(mutex_);
  auto const found = replays_.find(name);
  if (found == replays_.end()) return std::nullopt;
  return found->second;
}

std::optional<Replay> Replays::next() const {
  std::lock_guard const lock(mutex_);
  std::optional<Replay> out;
  for (auto const& [name, replay] : replays_) {
    if (running(replay) && (!out || replay.started < out->started)) out = replay;
  }
  return out;
}

std::vector<Routing> Replays::route(Replay const& replay,
                                    std::vector<StoredEvent> const& events) const {
  std::vector<Routing> out;
  for (StoredEvent const& event : events) {
    if (!rules_.archives_event(replay.archive, event.json)) continue;
    Routing routing{event.seq, {}, std::nullopt};
    auto const matching = rules_.matching(event.bus, with_replay_name(event.json, replay.name));
    if (!matching) continue;
    for (auto const& rule : *matching) {
      bool const wanted =
          replay.rules.empty() ||
          std::find(replay.rules.begin(), replay.rules.end(), rule->name) != replay.rules.end();
      if (!wanted) continue;
      for (Target const& target : rule->targets) {
        routing.deliveries.push_back({event.seq, rule->name, target.id, replay.name});
      }
    }
    if (!routing.deliveries.empty()) out.push_back(std::move(routing));
  }
  return out;
}

Result<bool> Replays::advance() {
  auto replay = next();
  if (!replay) return false;
  auto const archive = rules_.find_archive(replay->archive);
  std::vector<StoredEvent> events;
  if (archive) {
    auto read = events_.archived({.bus = archive->bus,
                                  .from = replay->from,
                                  .to = replay->to,
                                  .after_time = replay->last_replayed,
                                  .after_seq = replay->last_seq,
                                  .limit = batch});
    if (!read) return fail(read);
    events = std::move(*read);
  }
  Timestamp const now = clock_.wall();
  if (auto routed = events_.route(route(*replay, events), now); !routed) return fail(routed);
  if (events.empty()) {
    // The archive's end, or the archive is gone.
    replay->state = Replay::State::completed;
    replay->ended = now;
  } else {
    replay->last_replayed = events.back().ingested;
    replay->last_seq = events.back().seq;
  }
  std::lock_guard const lock(mutex_);
  // Somebody may have cancelled it meanwhile; how far it came is then of no use.
  if (!running(replays_.at(replay->name))) return true;
  if (auto saved = save(*replay); !saved) return fail(saved);
  return true;
}

}  // namespace helio::events
