// BusInMemory: an event bus for tests, which delivers nowhere.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "base/manual_clock.hpp"
#include "events/event_bus.hpp"
#include "events/fake_event_store.hpp"

namespace helio::aws::events {

class NoTarget final : public helio::events::TargetPort {
 public:
  Result<void> deliver(std::string_view, std::string_view,
                       helio::events::DeliveryContext const&) override {
    return {};
  }
};

class BusInMemory {
 protected:
  ManualClock clock_;
  SeededRandom random_{1};
  IdGenerator ids_{clock_, random_};
  helio::events::FakeEventStore store_;
  NoTarget target_;
  std::unique_ptr<helio::events::EventBus> bus_ = std::move(
      *helio::events::EventBus::open({store_, store_, store_, target_, clock_, random_, ids_}));
};

}  // namespace helio::aws::events
