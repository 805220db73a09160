#include "logs/memory_log_store.hpp"

#include <algorithm>
#include <utility>

#include "logs/filter_pattern.hpp"
#include "logs/paging.hpp"

namespace helio::logs {
namespace {

// Where a stream stands in its order.
std::pair<Timestamp, std::string_view> place_of(LogStream const& stream, StreamOrder order) {
  auto const time = stream.last_event_at.value_or(Timestamp::min());
  return {order == StreamOrder::last_event ? time : Timestamp(), stream.name};
}

}  // namespace

MemoryLogStore::Group* MemoryLogStore::find(std::string_view group) {
  auto const found = groups_.find(group);
  return found == groups_.end() ? nullptr : &found->second;
}

Result<void> MemoryLogStore::create_group(std::string_view group) {
  if (auto good = check_group_name(group); !good) return good;
  std::scoped_lock const lock(mutex_);
  if (find(group) != nullptr) return tl::unexpected(already_exists());
  groups_[std::string(group)].info = {std::string(group), clock_.wall(), std::nullopt, 0};
  return {};
}

Result<void> MemoryLogStore::delete_group(std::string_view group) {
  std::scoped_lock const lock(mutex_);
  auto const found = groups_.find(group);
  if (found == groups_.end()) return tl::unexpected(no_such_group());
  groups_.erase(found);
  return {};
}

Result<void> MemoryLogStore::set_retention(std::string_view group, std::optional<int> days) {
  if (days) {
    if (auto good = check_retention(*days); !good) return good;
  }
  std::scoped_lock const lock(mutex_);
  Group* const found = find(group);
  if (found == nullptr) return tl::unexpected(no_such_group());
  found->info.retention_days = days;
  return {};
}

Result<std::vector<LogGroup>> MemoryLogStore::groups(std::string_view prefix,
                                                     std::string_view after, int limit) {
  std::scoped_lock const lock(mutex_);
  std::vector<LogGroup> infos;
  for (auto const& [name, each] : groups_) {
    if (name.starts_with(prefix) && name > after && std::ssize(infos) < limit) {
      infos.push_back(each.info);
    }
  }
  return infos;
}

Result<void> MemoryLogStore::create_stream(std::string_view group, std::string_view stream) {
  if (auto good = check_stream_name(stream); !good) return good;
  std::scoped_lock const lock(mutex_);
  Group* const found = find(group);
  if (found == nullptr) return tl::unexpected(no_such_group());
  LogStream info;
  info.name = stream;
  info.created_at = clock_.wall();
  if (!found->streams.emplace(stream, Stream{info, {}}).second) {
    return tl::unexpected(already_exists());
  }
  return {};
}

Result<void> MemoryLogStore::delete_stream(std::string_view group, std::string_view stream) {
  std::scoped_lock const lock(mutex_);
  Group* const found = find(group);
  if (found == nullptr) return tl::unexpected(no_such_group());
  auto const at = found->streams.find(stream);
  if (at == found->streams.end()) return tl::unexpected(no_such_stream());
  for (auto const& [position, event] : at->second.events) {
    found->info.stored_bytes -= std::ssize(event.message);
  }
  found->streams.erase(at);
  return {};
}

Result<std::vector<LogStream>> MemoryLogStore::streams(ListStreams const& what) {
  std::scoped_lock const lock(mutex_);
  Group* const found = find(what.group);
  if (found == nullptr) return tl::unexpected(no_such_group());
  auto const before = [&what](LogStream const& a, LogStream const& b) {
    auto const first = place_of(a, what.order);
    auto const second = place_of(b, what.order);
    return what.descending ? second < first : first < second;
  };
  std::vector<LogStream> infos;
  for (auto const& [name, each] : found->streams) {
    bool const later = !what.after || before(*what.after, each.info);
    if (later && name.starts_with(what.prefix)) infos.push_back(each.info);
  }
  std::ranges::sort(infos, before);
  if (std::ssize(infos) > what.limit) infos.resize(static_cast<std::size_t>(what.limit));
  return infos;
}

Result<void> MemoryLogStore::append(std::span<Batch const> batches) {
  for (Batch const& batch : batches) {
    if (auto good = check_group_name(batch.group); !good) return good;
    if (auto good = check_stream_name(batch.stream); !good) return good;
  }
  std::scoped_lock const lock(mutex_);
  Timestamp const now = clock_.wall();
  for (Batch const& batch : batches) {
    Group& group = groups_[batch.group];
    if (group.info.name.empty()) group.info = {batch.group, now, std::nullopt, 0};
    Stream& stream = group.streams[batch.stream];
    if (stream.info.name.empty()) stream.info = {batch.stream, now, {}, {}, {}};
    for (LogEvent const& event : batch.events) {
      Position const position{event.time.time_since_epoch().count(), ++events_};
      std::string message = event.message.substr(0, kMessageBytesMax);
      group.info.stored_bytes += std::ssize(message);
      stream.events.emplace(position, StoredEvent{to_text(position), batch.stream, event.time, now,
                                                  std::move(message)});
      LogStream& info = stream.info;
      info.first_event_at = std::min(info.first_event_at.value_or(event.time), event.time);
      info.last_event_at = std::max(info.last_event_at.value_or(event.time), event.time);
      info.last_ingested_at = now;
    }
  }
  return {};
}

Result<StreamPage> MemoryLogStore::read(ReadStream const& what) {
  auto const window = window_of(what);
  if (!window) return tl::unexpected(window.error());
  std::scoped_lock const lock(mutex_);
  Group* const group = find(what.group);
  if (group == nullptr) return tl::unexpected(no_such_group());
  auto const stream = group->streams.find(what.stream);
  if (stream == group->streams.end()) return tl::unexpected(no_such_stream());
  std::vector<StoredEvent> inside;
  for (auto const& [position, event] : stream->second.events) {
    if (position > window->after && position < window->before) inside.push_back(event);
  }
  if (!window->from_head) std::ranges::reverse(inside);
  std::vector<StoredEvent> events;
  PageRoom room(what.limit);
  for (StoredEvent& event : inside) {
    if (!room.take(event.message)) break;
    events.push_back(std::move(event));
  }
  if (!window->from_head) std::ranges::reverse(events);
  return page_of(what, std::move(events));
}

Result<FilterPage> MemoryLogStore::filter(Filter const& what) {
  auto const window = window_of(what);
  if (!window) return tl::unexpected(window.error());
  auto const pattern = FilterPattern::parse(what.pattern);
  if (!pattern) return tl::unexpected(pattern.error());
  std::scoped_lock const lock(mutex_);
  Group* const group = find(what.group);
  if (group == nullptr) return tl::unexpected(no_such_group());
  std::vector<StoredEvent> found;
  for (auto const& [name, stream] : group->streams) {
    if (!wants_stream(what, name)) continue;
    for (auto const& [position, event] : stream.events) {
      bool const inside = position > window->after && position < window->before;
      if (inside && pattern->matches(event.message)) found.push_back(event);
    }
  }
  std::ranges::sort(found, {}, &StoredEvent::id);
  if (what.newest) std::ranges::reverse(found);
  FilterPage page;
  PageRoom room(what.limit);
  for (StoredEvent& event : found) {
    if (!room.take(event.message)) {
      if (!what.newest) page.next = page.events.back().id;
      break;
    }
    page.events.push_back(std::move(event));
  }
  if (what.newest) std::ranges::reverse(page.events);
  return page;
}

Result<std::int64_t> MemoryLogStore::sweep_expired(Timestamp now, int count_max) {
  std::scoped_lock const lock(mutex_);
  std::int64_t removed = 0;
  for (auto& [group_name, group] : groups_) {
    if (!group.info.retention_days) continue;
    Timestamp const oldest = now - std::chrono::days(*group.info.retention_days);
    for (auto& [name, stream] : group.streams) {
      auto& events = stream.events;
      while (!events.empty() && events.begin()->second.time < oldest && removed < count_max) {
        group.info.stored_bytes -= std::ssize(events.begin()->second.message);
        events.erase(events.begin());
        ++removed;
      }
    }
  }
  return removed;
}

}  // namespace helio::logs
