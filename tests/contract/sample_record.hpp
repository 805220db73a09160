// Records for tests: numbered, each a second after the one before.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "results/record.hpp"

namespace helio::results {

// Record number `n`, made `n` seconds after a fixed moment.
inline Record sample_record(int n, Status status = Status::completed) {
  Record record;
  record.bucket = "photos";
  record.key = "uploads/picture-" + std::to_string(n) + ".jpg";
  record.version_id = "v" + std::to_string(n);
  record.sequencer = "00A" + std::to_string(n);
  record.image_id = image_id_of(record.bucket, record.key, record.version_id);
  record.status = status;
  record.created_at = Timestamp(std::chrono::seconds(1'750'000'000 + n));
  record.updated_at = record.created_at;
  return record;
}

inline Json sample_labels(std::vector<std::pair<std::string, double>> const& labels) {
  Json json = Json::array();
  for (auto const& [name, confidence] : labels) {
    json.push_back({{"Name", name}, {"Confidence", confidence}});
  }
  return json;
}

}  // namespace helio::results
