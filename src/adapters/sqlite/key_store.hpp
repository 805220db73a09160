// KeyStore: access keys as rows of the database.
#pragma once

#include <memory>

#include "adapters/sqlite/database.hpp"
#include "aws/access_keys.hpp"

namespace helio::sqlite {

class KeyStore final : public aws::KeyStore {
 public:
  // Errors: as Database. The database must outlive the store.
  [[nodiscard]] static Result<std::unique_ptr<KeyStore>> open(Database& database);

  Result<void> insert(aws::StoredKey const& key) override;
  Result<std::optional<aws::StoredKey>> find(std::string_view access_key_id) override;
  Result<std::vector<aws::StoredKey>> list() override;
  Result<bool> remove(std::string_view access_key_id) override;

 private:
  explicit KeyStore(Database& database) : database_(database) {}
  Database& database_;
};

}  // namespace helio::sqlite
