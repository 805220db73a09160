// MemoryKeyStore: access keys in memory, for tests.
#pragma once

#include <algorithm>
#include <mutex>
#include <vector>

#include "aws/access_keys.hpp"

namespace helio::aws {

class MemoryKeyStore final : public KeyStore {
 public:
  Result<void> insert(StoredKey const& key) override {
    std::scoped_lock const lock(mutex_);
    if (at(key.key.access_key_id) != keys_.end()) {
      return fail(Errc::conflict, "ConstraintFailed", "There is a key of that id.");
    }
    keys_.push_back(key);
    return {};
  }
  Result<std::optional<StoredKey>> find(std::string_view access_key_id) override {
    std::scoped_lock const lock(mutex_);
    auto const found = at(access_key_id);
    if (found == keys_.end()) return std::nullopt;
    return *found;
  }
  Result<std::vector<StoredKey>> list() override {
    std::scoped_lock const lock(mutex_);
    return keys_;
  }
  Result<bool> remove(std::string_view access_key_id) override {
    std::scoped_lock const lock(mutex_);
    auto const found = at(access_key_id);
    if (found == keys_.end()) return false;
    keys_.erase(found);
    return true;
  }

 private:
  std::vector<StoredKey>::iterator at(std::string_view id) {
    return std::find_if(keys_.begin(), keys_.end(),
                        [&](StoredKey const& key) { return key.key.access_key_id == id; });
  }

  std::mutex mutex_;
  std::vector<StoredKey> keys_;
};

}  // namespace helio::aws
