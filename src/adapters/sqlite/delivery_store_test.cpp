// Goal: the SQLite store keeps the promises of notify/delivery_store.hpp.
#include "adapters/sqlite/delivery_store.hpp"

#include "base/scratch_folder.hpp"
#include "contract/delivery_store_contract.hpp"

namespace helio::notify {
namespace {

struct Opened {
  ScratchFolder folder;
  std::unique_ptr<sqlite::Database> database =
      sqlite::Database::open(folder.path() / "helio.db").value();
  std::unique_ptr<DeliveryStore> store = sqlite::make_delivery_store(*database).value();
};

std::shared_ptr<DeliveryStore> opened() {
  auto const all = std::make_shared<Opened>();
  return {all, all->store.get()};
}

INSTANTIATE_TEST_SUITE_P(Sqlite, DeliveryStoreContract, testing::Values(opened));

}  // namespace
}  // namespace helio::notify
