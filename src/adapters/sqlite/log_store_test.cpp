// Goal: the SQLite stores keep the promises of logs/log_store.hpp.
#include "adapters/sqlite/log_store.hpp"

#include "base/scratch_folder.hpp"
#include "contract/log_store_contract.hpp"

namespace helio::logs {
namespace {

struct Opened {
  explicit Opened(Clock const& clock) : stores(sqlite::make_log_stores(*database, clock).value()) {}

  ScratchFolder folder;
  std::unique_ptr<sqlite::Database> database =
      sqlite::Database::open(folder.path() / "helio.db").value();
  sqlite::LogStores stores;
};

Logs opened(Clock const& clock) {
  auto const all = std::make_shared<Opened>(clock);
  return {{all, all->stores.catalog.get()}, {all, all->stores.store.get()}};
}

INSTANTIATE_TEST_SUITE_P(Sqlite, LogStoreContract, testing::Values(opened));

}  // namespace
}  // namespace helio::logs
