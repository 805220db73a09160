#include "asl/memory_stores.hpp"

#include "contract/execution_store_contract.hpp"

namespace helio::asl {
namespace {

class InMemory final : public StoresUnderTest {
 public:
  ExecutionStore& executions() override { return executions_; }
  MachineStore& machines() override { return machines_; }
  void settle() override {}

 private:
  MemoryExecutionStore executions_;
  MemoryMachineStore machines_;
};

INSTANTIATE_TEST_SUITE_P(Memory, ExecutionStoreContract,
                         testing::Values([] { return std::make_unique<InMemory>(); }));

}  // namespace
}  // namespace helio::asl
