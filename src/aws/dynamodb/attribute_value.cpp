#include "aws/dynamodb/attribute_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "aws/dynamodb/decimal.hpp"
#include "base/encoding.hpp"

namespace helio::aws::dynamodb {
namespace {

tl::unexpected<Error> wrong(std::string message) {
  return fail(Errc::invalid_argument, "ValidationException", std::move(message));
}

Result<Json> read(Json const& value, int depth);

Result<Json> read_scalar(std::string_view type, Json const& content) {
  if (!content.is_string()) {
    return wrong("The value of the type " + std::string(type) + " must be a JSON string.");
  }
  auto const& text = content.get_ref<std::string const&>();
  if (type == "N") {
    auto const number = Decimal::parse(text);
    if (!number) return tl::unexpected(number.error());
    return Json(number->text());
  }
  if (type == "B") {
    auto const bytes = from_base64(text);
    if (!bytes) return wrong("A binary value must be base64 with its padding.");
    return Json(to_base64(*bytes));
  }
  return content;
}

Result<Json> read_set(std::string_view type, Json const& content) {
  if (!content.is_array() || content.empty()) {
    return wrong("One or more parameter values were invalid: An " + std::string(type) +
                 " set may not be empty.");
  }
  Json set = Json::array();
  for (Json const& one : content) {
    auto element = read_scalar(type.substr(0, 1), one);
    if (!element) return element;
    set.push_back(std::move(*element));
  }
  std::sort(set.begin(), set.end());
  if (std::ranges::adjacent_find(set) != set.end()) {
    return wrong("One or more parameter values were invalid: Input collection contains duplicates");
  }
  return set;
}

Result<Json> read_nested(std::string_view type, Json const& content, int depth) {
  if (type == "M" ? !content.is_object() : !content.is_array()) {
    return wrong("The value of the type " + std::string(type) + " has a wrong form.");
  }
  Json nested = type == "M" ? Json::object() : Json::array();
  for (auto const& [name, one] : content.items()) {
    auto inner = read(one, depth + 1);
    if (!inner) return inner;
    if (type == "M") {
      nested[name] = std::move(*inner);
    } else {
      nested.push_back(std::move(*inner));
    }
  }
  return nested;
}

Result<Json> read(Json const& value, int depth) {
  if (depth > kNestedMax) return wrong("Nesting Levels have exceeded supported limits");
  if (!value.is_object() || value.size() != 1) {
    return wrong(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  std::string const& type = value.begin().key();
  Json const& content = value.front();
  Result<Json> read_content = Json();
  if (type == "S" || type == "N" || type == "B") {
    read_content = read_scalar(type, content);
  } else if (type == "SS" || type == "NS" || type == "BS") {
    read_content = read_set(type, content);
  } else if (type == "M" || type == "L") {
    read_content = read_nested(type, content, depth);
  } else if (type == "BOOL" && content.is_boolean()) {
    read_content = content;
  } else if (type == "NULL" && content == true) {
    read_content = content;
  } else {
    return wrong("The type " + type.substr(0, 8) + " of a value is none, or its content is wrong.");
  }
  if (!read_content) return read_content;
  return Json{{type, std::move(*read_content)}};
}

std::size_t number_size(std::string const& text) { return text.size() / 2 + 1; }

}  // namespace

Result<Json> read_value(Json const& value) { return read(value, 0); }

Result<Json> read_item(Json const& item) {
  if (!item.is_object()) return wrong("An item is an object of attribute values.");
  Json known = Json::object();
  for (auto const& [name, value] : item.items()) {
    if (name.empty()) return wrong("Attribute name must not be empty");
    auto one = read(value, 0);
    if (!one) return one;
    known[name] = std::move(*one);
  }
  return known;
}

std::string_view type_of(Json const& value) { return value.begin().key(); }

Json const& content_of(Json const& value) { return value.front(); }

bool same(Json const& a, Json const& b) {
  if (type_of(a) != type_of(b)) return false;
  Json const& one = content_of(a);
  Json const& other = content_of(b);
  if (one.size() != other.size()) return false;
  if (type_of(a) == "M") {
    return std::ranges::all_of(one.items(), [&other](auto const& entry) {
      auto const found = other.find(entry.key());
      return found != other.end() && same(entry.value(), *found);
    });
  }
  if (type_of(a) == "L") {
    return std::equal(one.begin(), one.end(), other.begin(),
                      [](Json const& x, Json const& y) { return same(x, y); });
  }
  return one == other;  // sets are sorted
}

std::optional<int> order(Json const& a, Json const& b) {
  auto const type = type_of(a);
  if (type != type_of(b) || (type != "S" && type != "N" && type != "B")) return std::nullopt;
  auto const& one = content_of(a).get_ref<std::string const&>();
  auto const& other = content_of(b).get_ref<std::string const&>();
  if (type == "S") return one.compare(other);
  if (type == "B") {
    auto const left = from_base64(one);
    auto const right = from_base64(other);
    return text_of(left.value()).compare(text_of(right.value()));
  }
  return Decimal::parse(one)->compare(*Decimal::parse(other));
}

std::size_t size_of(Json const& value) {
  auto const type = type_of(value);
  Json const& content = content_of(value);
  if (type == "S") return content.get_ref<std::string const&>().size();
  if (type == "N") return number_size(content.get_ref<std::string const&>());
  if (type == "B") return content.get_ref<std::string const&>().size() / 4 * 3;
  if (type == "BOOL" || type == "NULL") return 1;
  std::size_t size = 3;
  for (auto const& [name, one] : content.items()) {
    if (type == "M") size += name.size();
    size +=
        type == "M" || type == "L" ? 1 + size_of(one) : one.get_ref<std::string const&>().size();
  }
  return size;
}

std::size_t item_size(Json const& item) {
  std::size_t size = 0;
  for (auto const& [name, value] : item.items()) size += name.size() + size_of(value);
  return size;
}

Json value_of_json(Json const& plain) {
  if (plain.is_null()) return {{"NULL", true}};
  if (plain.is_boolean()) return {{"BOOL", plain}};
  if (plain.is_string()) return {{"S", plain}};
  if (plain.is_number()) {
    auto const number = Decimal::parse(plain.dump());
    return {{"N", number ? number->text() : "0"}};
  }
  bool const object = plain.is_object();
  Json content = object ? Json::object() : Json::array();
  for (auto const& [name, one] : plain.items()) {
    if (object) {
      content[name] = value_of_json(one);
    } else {
      content.push_back(value_of_json(one));
    }
  }
  return {{object ? "M" : "L", std::move(content)}};
}

Json json_of_value(Json const& value) {
  auto const type = type_of(value);
  Json const& content = content_of(value);
  if (type == "NULL") return nullptr;
  if (type == "N") {
    auto const& text = content.get_ref<std::string const&>();
    std::int64_t whole = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size()) return whole;
    return std::strtod(text.c_str(), nullptr);
  }
  if (type != "M" && type != "L") return content;
  Json plain = type == "M" ? Json::object() : Json::array();
  for (auto const& [name, one] : content.items()) {
    if (type == "M") {
      plain[name] = json_of_value(one);
    } else {
      plain.push_back(json_of_value(one));
    }
  }
  return plain;
}

}  // namespace helio::aws::dynamodb
