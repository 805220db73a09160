// MemoryTable: the port in memory, for tests.
#pragma once

#include <map>
#include <mutex>
#include <utility>

#include "aws/dynamodb/table.hpp"

namespace helio::aws::dynamodb {

class MemoryTable final : public Table {
 public:
  explicit MemoryTable(TableSchema schema) : schema_(std::move(schema)) {}

  [[nodiscard]] TableSchema const& schema() const override { return schema_; }

  Result<std::optional<Json>> get(Json const& key) override {
    auto const name = key_text(schema_, key);
    if (!name) return tl::unexpected(name.error());
    std::scoped_lock const lock(mutex_);
    auto const found = items_.find(*name);
    return found == items_.end() ? std::nullopt : std::optional(found->second);
  }

  Result<void> change(Json const& key, Change const& change) override {
    auto const name = key_text(schema_, key);
    if (!name) return tl::unexpected(name.error());
    std::scoped_lock const lock(mutex_);
    auto const found = items_.find(*name);
    auto item = change(found == items_.end() ? nullptr : &found->second);
    if (!item) return tl::unexpected(item.error());
    if (*item) {
      items_[*name] = std::move(**item);
    } else {
      items_.erase(*name);
    }
    return {};
  }

 private:
  const TableSchema schema_;
  std::mutex mutex_;
  std::map<std::string, Json> items_;
};

}  // namespace helio::aws::dynamodb
