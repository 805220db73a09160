#include "helio/config_resources.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "adapters/curl/http_client.hpp"
#include "adapters/curl/http_invoke.hpp"
#include "aws/dynamodb/table.hpp"

namespace helio::cli {
namespace {

constexpr std::size_t kSecretCharactersMin = 16;

using Faults = std::vector<std::string>;

// The members of an entry one by one; what nobody asks for is a fault.
class Members {
 public:
  explicit Members(ConfigEntry const& entry) : left_(entry) {}

  std::string text(std::string_view name) {
    auto const found = left_.find(name);
    if (found == left_.end()) return {};
    std::string value = std::move(found->second);
    left_.erase(found);
    return value;
  }

  std::vector<std::string> list(std::string_view name) {
    std::vector<std::string> values;
    std::string const joined = text(name);
    for (std::size_t at = 0; at < joined.size();) {
      auto const comma = std::min(joined.find(',', at), joined.size());
      if (comma > at) values.push_back(joined.substr(at, comma - at));
      at = comma + 1;
    }
    return values;
  }

  void tell_rest(Faults& faults) const {
    for (auto const& [name, unused] : left_) {
      faults.push_back(fmt::format("has no member {}", name));
    }
  }

 private:
  ConfigEntry left_;
};

template <typename Known>
void check_name(std::string const& name, std::string_view more, std::size_t longest,
                std::vector<Known> const& known, Faults& faults) {
  bool const good =
      !name.empty() && name.size() <= longest && std::ranges::all_of(name, [&](unsigned char c) {
        return std::isalnum(c) != 0 || more.find(static_cast<char>(c)) != std::string_view::npos;
      });
  if (!good) faults.push_back(fmt::format("needs a name of letters, digits and {}", more));
  if (std::ranges::find(known, name, &Known::name) != known.end()) {
    faults.push_back(fmt::format("{} stands there twice", name));
  }
}

TopicConfig topic(Members& members, std::vector<TopicConfig> const& known, Faults& faults) {
  TopicConfig topic{members.text("name"), members.list("webhooks"), members.text("secret")};
  check_name(topic.name, "-_", 256, known, faults);
  for (auto const& url : topic.webhooks) {
    if (curl::check_url(url)) continue;
    faults.emplace_back("needs webhooks that begin with http:// or https://");
  }
  if (!topic.webhooks.empty() && topic.secret.size() < kSecretCharactersMin) {
    faults.emplace_back("needs a secret of 16 characters or more for its webhooks");
  }
  return topic;
}

TableConfig table(Members& members, std::vector<TableConfig> const& known, Faults& faults) {
  TableConfig table{members.text("name"), members.list("key")};
  check_name(table.name, "-_.", 255, known, faults);
  if (!aws::dynamodb::parse_key_attributes(table.key)) {
    faults.emplace_back("needs a key of one or two attributes, as in [\"id\", \"at:N\"]");
  }
  return table;
}

ConnectionConfig connection(Members& members, std::vector<ConnectionConfig> const& known,
                            Faults& faults) {
  ConnectionConfig connection{members.text("name"), members.text("api_key_name"),
                              members.text("api_key_value"), members.text("username"),
                              members.text("password")};
  check_name(connection.name, "-_.", 64, known, faults);
  if (connection.api_key_name.empty() != connection.api_key_value.empty()) {
    faults.emplace_back("needs api_key_name and api_key_value together");
  }
  bool const key = !connection.api_key_name.empty();
  if (key && !curl::is_header(connection.api_key_name, connection.api_key_value)) {
    faults.emplace_back("needs an api_key_name and an api_key_value that HTTP allows in a header");
  }
  if (connection.username.empty() != connection.password.empty()) {
    faults.emplace_back("needs username and password together");
  }
  return connection;
}

}  // namespace

bool is_resource(std::string_view kind) {
  return kind == "topic" || kind == "table" || kind == "connection";
}

std::vector<std::string> add_resource(ResourcesConfig& resources, std::string_view kind,
                                      ConfigEntry const& entry) {
  Faults faults;
  Members members(entry);
  if (kind == "topic") {
    resources.topics.push_back(topic(members, resources.topics, faults));
  } else if (kind == "table") {
    resources.tables.push_back(table(members, resources.tables, faults));
  } else {
    resources.connections.push_back(connection(members, resources.connections, faults));
  }
  members.tell_rest(faults);
  return faults;
}

}  // namespace helio::cli
