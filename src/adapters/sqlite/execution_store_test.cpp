// Goal: over SQLite the stores of executions and machines keep their promises.
#include "adapters/sqlite/execution_store.hpp"

#include "adapters/sqlite/machine_store.hpp"
#include "base/scratch_folder.hpp"
#include "contract/execution_store_contract.hpp"

namespace helio::sqlite {
namespace {

class Stored final : public asl::StoresUnderTest {
 public:
  asl::ExecutionStore& executions() override { return *executions_; }
  asl::MachineStore& machines() override { return *machines_; }
  // Writes are done in order: after this one all before it have been.
  void settle() override {
    EXPECT_TRUE(database_->write([](Connection&) { return Result<void>(); }));
  }

 private:
  ScratchFolder folder_;
  std::unique_ptr<Database> database_ = Database::open(folder_.path() / "helio.db").value();
  std::unique_ptr<ExecutionStore> executions_ = ExecutionStore::open(*database_).value();
  std::unique_ptr<MachineStore> machines_ = MachineStore::open(*database_).value();
};

}  // namespace
}  // namespace helio::sqlite

namespace helio::asl {
INSTANTIATE_TEST_SUITE_P(Sqlite, ExecutionStoreContract,
                         testing::Values([] { return std::make_unique<sqlite::Stored>(); }));
}  // namespace helio::asl
