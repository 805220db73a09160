#include "aws/dynamodb/table.hpp"

#include <algorithm>

#include "aws/dynamodb/attribute_value.hpp"
#include "base/json_dump.hpp"

namespace helio::aws::dynamodb {
namespace {

constexpr std::size_t kPartitionKeyBytesMax = 2'048;
constexpr std::size_t kSortKeyBytesMax = 1'024;

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException",
              "One or more parameter values were invalid: " + std::move(message));
}

}  // namespace

Result<std::vector<KeyAttribute>> parse_key_attributes(std::vector<std::string> const& texts) {
  std::vector<KeyAttribute> key;
  for (std::string const& text : texts) {
    auto const colon = std::min(text.find(':'), text.size());
    KeyAttribute attribute{text.substr(0, colon),
                           colon < text.size() ? text.substr(colon + 1) : "S"};
    bool const typed = attribute.type == "S" || attribute.type == "N" || attribute.type == "B";
    bool const twice = !key.empty() && key.front().name == attribute.name;
    if (attribute.name.empty() || !typed || twice) return wrong("\"" + text + "\" is no key");
    key.push_back(std::move(attribute));
  }
  if (key.empty() || key.size() > 2) return wrong("a key has one or two attributes");
  return key;
}

Result<std::string> key_text(TableSchema const& schema, Json const& item) {
  Json parts = Json::array();
  for (KeyAttribute const& attribute : schema.key) {
    auto const found = item.find(attribute.name);
    if (found == item.end()) return wrong("Missing the key " + attribute.name + " in the item");
    if (type_of(*found) != attribute.type) {
      return wrong("Type mismatch for key " + attribute.name + " expected: " + attribute.type +
                   " actual: " + std::string(type_of(*found)));
    }
    auto const& text = content_of(*found).get_ref<std::string const&>();
    if (text.empty()) {
      return wrong(
          "One or more parameter values are not valid. The AttributeValue for a key "
          "attribute cannot contain an empty string value. Key: " +
          attribute.name);
    }
    std::size_t const limit = parts.empty() ? kPartitionKeyBytesMax : kSortKeyBytesMax;
    if (text.size() > limit) {
      return wrong("Size of the key " + attribute.name +
                   " has exceeded the maximum size limit of " + std::to_string(limit) + " bytes");
    }
    parts.push_back(text);
  }
  return dump_json(parts);
}

}  // namespace helio::aws::dynamodb
