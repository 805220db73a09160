// MemoryLogStore: both ports in memory, for tests.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "logs/log_store.hpp"
#include "logs/position.hpp"

namespace helio::logs {

class MemoryLogStore final : public LogCatalog, public LogStore {
 public:
  explicit MemoryLogStore(Clock const& clock) : clock_(clock) {}

  Result<void> create_group(std::string_view group) override;
  Result<void> delete_group(std::string_view group) override;
  Result<void> set_retention(std::string_view group, std::optional<int> days) override;
  Result<std::vector<LogGroup>> groups(std::string_view prefix, std::string_view after,
                                       int limit) override;
  Result<void> create_stream(std::string_view group, std::string_view stream) override;
  Result<void> delete_stream(std::string_view group, std::string_view stream) override;
  Result<std::vector<LogStream>> streams(ListStreams const& what) override;

  Result<void> append(std::span<Batch const> batches) override;
  Result<StreamPage> read(ReadStream const& what) override;
  Result<FilterPage> filter(Filter const& what) override;
  Result<std::int64_t> sweep_expired(Timestamp now, int count_max) override;

 private:
  struct Stream {
    LogStream info;
    std::map<Position, StoredEvent> events;
  };
  struct Group {
    LogGroup info;
    std::map<std::string, Stream, std::less<>> streams;
  };

  Group* find(std::string_view group);

  Clock const& clock_;
  std::mutex mutex_;
  std::map<std::string, Group, std::less<>> groups_;
  std::int64_t events_ = 0;
};

}  // namespace helio::logs
