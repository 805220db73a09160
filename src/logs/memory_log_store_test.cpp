// Goal: the store that other tests lean on keeps the ports' promises.
#include "logs/memory_log_store.hpp"

#include "contract/log_store_contract.hpp"

namespace helio::logs {

INSTANTIATE_TEST_SUITE_P(Memory, LogStoreContract, testing::Values([](Clock const& clock) {
                           auto const store = std::make_shared<MemoryLogStore>(clock);
                           return Logs{store, store};
                         }));

}  // namespace helio::logs
