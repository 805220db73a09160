// Goal: the promises in notify/delivery_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line giving a factory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "contract/sample_delivery.hpp"
#include "notify/delivery_store.hpp"

namespace helio::notify {

using DeliveryStoreFactory = std::function<std::shared_ptr<DeliveryStore>()>;

class DeliveryStoreContract : public testing::TestWithParam<DeliveryStoreFactory> {
 protected:
  static std::vector<std::string> ids(Result<std::vector<Delivery>> const& found) {
    std::vector<std::string> ids;
    EXPECT_TRUE(found) << found.error().message;
    for (Delivery const& delivery : found.value()) ids.push_back(delivery.id);
    return ids;
  }
  static Timestamp at(int seconds) { return Timestamp(std::chrono::seconds(seconds)); }

  std::shared_ptr<DeliveryStore> store_ = GetParam()();
};

TEST_P(DeliveryStoreContract, WhatIsPutComesBackWhole) {
  Delivery delivery = sample_delivery("d1", 10);
  delivery.attempts = 3;
  delivery.last_error = "WebhookFailed: 503";
  ASSERT_TRUE(store_->put(delivery));
  auto const got = store_->get("d1");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->channel, delivery.channel);
  EXPECT_EQ(got->attempts, 3);
  EXPECT_EQ(got->next_at, delivery.next_at);
  EXPECT_EQ(got->last_error, delivery.last_error);
  EXPECT_FALSE(got->dead);
  EXPECT_EQ(notification_json(got->notification), notification_json(delivery.notification));
  EXPECT_EQ(store_->get("d2").error().name, "DeliveryNotFound");
}

TEST_P(DeliveryStoreContract, DueAreThoseOfTheChannelWhoseTimeHasCome) {
  Delivery other = sample_delivery("d0", 1);
  other.channel = "webhook b";
  Delivery given_up = sample_delivery("d9", 1);
  given_up.dead = true;
  for (Delivery const& delivery : {other, given_up, sample_delivery("d1", 30),
                                   sample_delivery("d2", 20), sample_delivery("d3", 10)}) {
    ASSERT_TRUE(store_->put(delivery));
  }
  EXPECT_EQ(ids(store_->due("webhook a", at(20), 10)), (std::vector<std::string>{"d3", "d2"}));
  EXPECT_EQ(ids(store_->due("webhook a", at(90), 1)), std::vector<std::string>{"d3"});
  EXPECT_EQ(store_->waiting("webhook a").value(), 3);
  EXPECT_EQ(store_->waiting("webhook c").value(), 0);
}

TEST_P(DeliveryStoreContract, PutReplacesAndRemoveForgets) {
  ASSERT_TRUE(store_->put(sample_delivery("d1", 10)));
  ASSERT_TRUE(store_->put(sample_delivery("d1", 40)));
  EXPECT_TRUE(ids(store_->due("webhook a", at(20), 10)).empty());
  EXPECT_TRUE(store_->remove("d1"));
  EXPECT_TRUE(store_->remove("d1"));
  EXPECT_EQ(store_->waiting("webhook a").value(), 0);
}

TEST_P(DeliveryStoreContract, DeadLettersAreListedByIdAndSwept) {
  for (int i = 1; i <= 4; ++i) {
    Delivery delivery = sample_delivery("d" + std::to_string(i), i);
    delivery.dead = i != 4;
    ASSERT_TRUE(store_->put(delivery));
  }
  EXPECT_EQ(ids(store_->dead("", 2)), (std::vector<std::string>{"d1", "d2"}));
  EXPECT_EQ(ids(store_->dead("d2", 2)), std::vector<std::string>{"d3"});
  EXPECT_EQ(store_->sweep_dead(at(3), 1).value(), 1);
  EXPECT_EQ(store_->sweep_dead(at(3), 10).value(), 1);
  EXPECT_EQ(ids(store_->dead("", 9)), std::vector<std::string>{"d3"});
  EXPECT_EQ(store_->waiting("webhook a").value(), 1);
}

}  // namespace helio::notify
