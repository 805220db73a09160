// Goal: the store that other tests lean on keeps the port's promises.
#include "notify/memory_delivery_store.hpp"

#include "contract/delivery_store_contract.hpp"

namespace helio::notify {

INSTANTIATE_TEST_SUITE_P(Memory, DeliveryStoreContract,
                         testing::Values([] { return std::make_shared<MemoryDeliveryStore>(); }));

}  // namespace helio::notify
