// Goal: over SQLite, access keys are kept as promised.
#include "adapters/sqlite/key_store.hpp"

#include "base/scratch_folder.hpp"
#include "contract/key_store_contract.hpp"

namespace helio::aws {
namespace {

class Stored final : public KeyStoreUnderTest {
 public:
  KeyStore& keys() override { return *store_; }

 private:
  ScratchFolder folder_;
  std::unique_ptr<sqlite::Database> database_ =
      sqlite::Database::open(folder_.path() / "helio.db").value();
  std::unique_ptr<sqlite::KeyStore> store_ = sqlite::KeyStore::open(*database_).value();
};

INSTANTIATE_TEST_SUITE_P(Sqlite, KeyStoreContract,
                         testing::Values([] { return std::make_unique<Stored>(); }));

}  // namespace
}  // namespace helio::aws
