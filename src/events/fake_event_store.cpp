#include "events/fake_event_store.hpp"

namespace helio::events {

std::int64_t FakeEventStore::seq_of(std::string_view id) const {
  for (auto const& [seq, kept] : events_) {
    if (kept.event.id == id) return seq;
  }
  return 0;
}

bool FakeEventStore::awaited(std::int64_t seq) const {
  auto const first = deliveries_.lower_bound(DeliveryKey{seq, {}, {}, {}});
  return first != deliveries_.end() && first->first.event_seq == seq;
}

Result<void> FakeEventStore::append(std::span<Event const> events, Timestamp now) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return can;
  for (Event const& event : events) {
    if (seq_of(event.id) != 0) continue;
    std::int64_t const seq = ++last_seq_;
    events_[seq] = {{seq, event.id, event.bus, now, to_json(event)}, std::nullopt};
  }
  return {};
}

Result<std::vector<StoredEvent>> FakeEventStore::unrouted(std::size_t limit) {
  std::lock_guard const lock(mutex_);
  std::vector<StoredEvent> out;
  for (auto const& [seq, kept] : events_) {
    if (!kept.keep_until && out.size() < limit) out.push_back(kept.event);
  }
  return out;
}

Result<void> FakeEventStore::route(std::span<Routing const> routings, Timestamp now) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return can;
  for (Routing const& routing : routings) {
    auto const event = events_.find(routing.event_seq);
    if (event == events_.end()) continue;
    if (routing.keep_until) event->second.keep_until = routing.keep_until;
    for (DeliveryKey const& key : routing.deliveries) {
      deliveries_.try_emplace(key, KeptDelivery{now, now, 0});
    }
  }
  return {};
}

Result<std::vector<PendingDelivery>> FakeEventStore::due(Timestamp now, std::size_t limit) {
  std::lock_guard const lock(mutex_);
  std::vector<std::pair<Timestamp, DeliveryKey>> order;
  for (auto const& [key, kept] : deliveries_) {
    if (kept.due <= now) order.emplace_back(kept.due, key);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), limit));
  std::vector<PendingDelivery> out;
  for (auto const& [time, key] : order) {
    KeptDelivery const& kept = deliveries_.at(key);
    out.push_back({key, events_.at(key.event_seq).event, kept.created, kept.attempts});
  }
  return out;
}

Result<std::optional<Timestamp>> FakeEventStore::next_due(Timestamp now) {
  std::lock_guard const lock(mutex_);
  std::optional<Timestamp> out;
  for (auto const& [key, kept] : deliveries_) {
    if (kept.due > now && (!out || kept.due < *out)) out = kept.due;
  }
  return out;
}

Result<void> FakeEventStore::settle(std::span<Settlement const> settlements, Timestamp now) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return can;
  for (Settlement const& each : settlements) {
    auto const found = deliveries_.find(each.key);
    if (found == deliveries_.end()) continue;
    if (each.outcome == Settlement::Outcome::retry) {
      ++found->second.attempts;
      found->second.due = each.retry_at;
      continue;
    }
    if (each.outcome == Settlement::Outcome::dead) {
      StoredEvent const& event = events_.at(each.key.event_seq).event;
      std::int64_t const id = ++last_letter_;
      letters_[id] = {.id = id,
                      .queue = each.queue,
                      .event_id = event.id,
                      .bus = event.bus,
                      .event_json = event.json,
                      .rule = each.key.rule,
                      .target_id = each.key.target_id,
                      .target_arn = each.target_arn,
                      .replay = each.key.replay,
                      .error_name = each.error_name,
                      .error_message = each.error_message,
                      .attempts = found->second.attempts + 1,
                      .died = now};
    }
    deliveries_.erase(found);
  }
  return {};
}

Result<std::vector<StoredEvent>> FakeEventStore::archived(ArchiveQuery const& query) {
  std::lock_guard const lock(mutex_);
  std::vector<StoredEvent> out;
  for (auto const& [seq, kept] : events_) {
    StoredEvent const& event = kept.event;
    bool const later =
        std::tie(event.ingested, event.seq) > std::tie(query.after_time, query.after_seq);
    if (kept.keep_until && event.bus == query.bus && event.ingested >= query.from &&
        event.ingested < query.to && later) {
      out.push_back(event);
    }
  }
  std::sort(out.begin(), out.end(), [](StoredEvent const& a, StoredEvent const& b) {
    return std::tie(a.ingested, a.seq) < std::tie(b.ingested, b.seq);
  });
  out.resize(std::min(out.size(), query.limit));
  return out;
}

Result<std::size_t> FakeEventStore::sweep(Timestamp now, std::size_t limit) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return fail(can);
  std::erase_if(letters_,
                [now](auto const& each) { return now - each.second.died > dead_letters_kept; });
  std::size_t removed = 0;
  for (auto each = events_.begin(); each != events_.end() && removed < limit;) {
    auto const& kept = each->second;
    bool const over = kept.keep_until && *kept.keep_until < now && !awaited(each->first);
    if (over) ++removed;
    each = over ? events_.erase(each) : std::next(each);
  }
  return removed;
}

Result<std::vector<DeadLetter>> FakeEventStore::list(std::string_view queue, std::int64_t after_id,
                                                     std::size_t limit) {
  std::lock_guard const lock(mutex_);
  std::vector<DeadLetter> out;
  for (auto const& [id, letter] : letters_) {
    if (id > after_id && letter.queue == queue && out.size() < limit) out.push_back(letter);
  }
  return out;
}

Result<std::size_t> FakeEventStore::redrive(std::span<std::int64_t const> ids, Timestamp now) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return fail(can);
  std::size_t driven = 0;
  for (std::int64_t const id : ids) {
    auto const found = letters_.find(id);
    if (found == letters_.end()) continue;
    DeadLetter const& letter = found->second;
    std::int64_t seq = seq_of(letter.event_id);
    if (seq == 0) {
      seq = ++last_seq_;
      events_[seq] = {{seq, letter.event_id, letter.bus, now, letter.event_json}, now};
    }
    deliveries_[{seq, letter.rule, letter.target_id, letter.replay}] = {now, now, 0};
    letters_.erase(found);
    ++driven;
  }
  return driven;
}

Result<void> FakeEventStore::remove(std::span<std::int64_t const> ids) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return can;
  for (std::int64_t const id : ids) letters_.erase(id);
  return {};
}

Result<void> FakeEventStore::put(DefinitionKind kind, Definition const& definition) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return can;
  definitions_[{kind, definition.name}] = definition.json;
  return {};
}

Result<void> FakeEventStore::remove(DefinitionKind kind, std::string_view name) {
  std::lock_guard const lock(mutex_);
  if (auto can = writable(); !can) return can;
  definitions_.erase({kind, std::string(name)});
  return {};
}

Result<std::vector<Definition>> FakeEventStore::list(DefinitionKind kind) {
  std::lock_guard const lock(mutex_);
  std::vector<Definition> out;
  for (auto const& [key, json] : definitions_) {
    if (key.first == kind) out.push_back({key.second, json});
  }
  return out;
}

}  // namespace helio::events
