// Goal: the store that other tests lean on keeps the port's promises.
#include "results/memory_result_store.hpp"

#include "contract/result_questions_contract.hpp"

namespace helio::results {

auto const kStores = testing::Values(make_memory_result_store);

INSTANTIATE_TEST_SUITE_P(Memory, ResultStoreContract, kStores);
INSTANTIATE_TEST_SUITE_P(Memory, ResultQuestionsContract, kStores);

}  // namespace helio::results
