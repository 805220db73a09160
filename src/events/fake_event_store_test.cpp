#include "events/fake_event_store.hpp"

#include "contract/event_store_contract.hpp"

namespace helio::events {
namespace {

EventStores fake_stores() {
  auto const store = std::make_shared<FakeEventStore>();
  return {store, store.get(), store.get(), store.get()};
}
INSTANTIATE_TEST_SUITE_P(Fake, EventStoreContract, testing::Values(fake_stores));

}  // namespace
}  // namespace helio::events
