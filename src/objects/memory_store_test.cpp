// Goal: the store that other tests lean on keeps the same promises as the real ones.
#include "objects/memory_store.hpp"

#include "contract/bucket_store_contract.hpp"
#include "contract/multipart_store_contract.hpp"
#include "contract/object_changes_contract.hpp"
#include "contract/object_index_contract.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/object_versions_contract.hpp"
#include "contract/version_store_contract.hpp"

namespace helio::objects {
namespace {

class Memory final : public StoreUnderTest {
 public:
  ObjectStore& objects() override { return store_; }
  MultipartStore& uploads() override { return store_; }
  VersionStore& versions() override { return store_; }
  BucketStore& buckets() override { return store_.buckets(); }
  ManualClock& clock() override { return clock_; }
  std::vector<ObjectChange> changes() override { return changes_; }
  int bodies() override { return static_cast<int>(store_.bodies()); }

 private:
  ManualClock clock_;
  std::vector<ObjectChange> changes_;
  MemoryStore store_{clock_, [this](ObjectChange const& change) { changes_.push_back(change); }};
};

std::unique_ptr<StoreUnderTest> make() { return std::make_unique<Memory>(); }

IndexUnderTest make_index() {
  static ManualClock const clock;
  auto index = std::make_shared<MemoryIndex>(clock);
  return {index, Indexes::of(*index)};
}

INSTANTIATE_TEST_SUITE_P(Memory, ObjectStoreContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Memory, ObjectVersionsContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Memory, ObjectChangesContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Memory, BucketStoreContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Memory, VersionStoreContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Memory, MultipartStoreContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Memory, ObjectIndexContract, testing::Values(make_index));

}  // namespace
}  // namespace helio::objects
