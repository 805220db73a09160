// A notification and a delivery for tests.
#pragma once

#include <string>
#include <utility>

#include "notify/delivery_store.hpp"

namespace helio::notify {

inline Notification sample_notification(std::string const& image_id) {
  results::Record record;
  record.image_id = image_id;
  record.status = results::Status::completed;
  record.bucket = "photos";
  record.key = "uploads/cat.jpg";
  record.created_at = record.updated_at = Timestamp(std::chrono::seconds(1'750'000'000));
  record.labels = Json::array({{{"Name", "Cat"}, {"Confidence", 98.4}, {"Instances", 1}}});
  return notification_of(record, record.created_at).value();
}

inline Delivery sample_delivery(std::string id, int next_at_s) {
  Delivery delivery;
  delivery.id = std::move(id);
  delivery.channel = "webhook a";
  delivery.notification = sample_notification(delivery.id);
  delivery.next_at = Timestamp(std::chrono::seconds(next_at_s));
  return delivery;
}

}  // namespace helio::notify
