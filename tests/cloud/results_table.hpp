// The results table, as terraform/dynamodb.tf makes it: the input of CreateTable.
#pragma once

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/result_store.hpp"
#include "base/json.hpp"

namespace helio::cloud {

inline Json results_table(std::string const& name) {
  auto const key = [](char const* partition) {
    return Json::array({{{"AttributeName", partition}, {"KeyType", "HASH"}},
                        {{"AttributeName", "created_at"}, {"KeyType", "RANGE"}}});
  };
  Json indexes = Json::array();
  for (auto const& [index, partition] :
       {std::pair(awscloud::kCreatedIndex, "record_type"),
        std::pair(awscloud::kUserIndex, "user_id"), std::pair(awscloud::kStatusIndex, "status")}) {
    Json attributes = Json::array();
    for (std::string const attribute : awscloud::kProjected) {
      if (attribute != partition) attributes.push_back(attribute);
    }
    indexes.push_back(
        {{"IndexName", index},
         {"KeySchema", key(partition)},
         {"Projection", {{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", attributes}}}});
  }
  Json attributes = Json::array();
  for (char const* attribute : {"image_id", "created_at", "record_type", "user_id", "status"}) {
    attributes.push_back({{"AttributeName", attribute}, {"AttributeType", "S"}});
  }
  return {{"TableName", name},
          {"BillingMode", "PAY_PER_REQUEST"},
          {"AttributeDefinitions", attributes},
          {"KeySchema", Json::array({{{"AttributeName", "image_id"}, {"KeyType", "HASH"}}})},
          {"GlobalSecondaryIndexes", indexes}};
}

}  // namespace helio::cloud
