// What workflows name besides functions: [[topic]], [[table]] and [[connection]] of the
// configuration file.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace helio::cli {

// Of sns:publish. Every message is logged; those with webhooks are sent there too.
struct TopicConfig {
  std::string name;
  std::vector<std::string> webhooks = {};  // URLs
  std::string secret = {};                 // signs what is sent to them
};

// Of dynamodb:putItem and its kin.
struct TableConfig {
  std::string name;
  std::vector<std::string> key = {};  // "id" or "id:S", and maybe a sort key "at:N"
};

// Of http:invoke: the secret of an API, as a header or as a user and a password.
struct ConnectionConfig {
  std::string name;
  std::string api_key_name = {}, api_key_value = {};
  std::string username = {}, password = {};
};

struct ResourcesConfig {
  std::vector<TopicConfig> topics;
  std::vector<TableConfig> tables;
  std::vector<ConnectionConfig> connections;
};

// A table of the file: texts, and lists joined by commas.
using ConfigEntry = std::map<std::string, std::string, std::less<>>;

// Takes [[kind]], and tells what is wrong with it, each as the end of a sentence; none where `kind`
// is none of the three.
[[nodiscard]] bool is_resource(std::string_view kind);
[[nodiscard]] std::vector<std::string> add_resource(ResourcesConfig& resources,
                                                    std::string_view kind,
                                                    ConfigEntry const& entry);

}  // namespace helio::cli
