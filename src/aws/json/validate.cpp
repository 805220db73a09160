#include "aws/json/validate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"
#include "base/json_members.hpp"
#include "base/regex.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::json {
namespace {

constexpr bool is_absent(Json const& value) { return value.is_null(); }

std::string shown(double limit) {
  auto const whole = static_cast<long long>(limit);
  if (static_cast<double>(whole) == limit) return std::to_string(whole);
  return Json(limit).dump();
}

std::size_t characters(std::string const& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & '\xc0') != '\x80'; }));
}

// Patterns live as long as the program, and so do their programs.
bool fits_pattern(std::string_view pattern, std::string const& text) {
  static std::mutex mutex;
  static std::map<std::string_view, Result<Regex>> compiled;
  Result<Regex> regex = [&] {
    std::lock_guard const lock(mutex);
    auto found = compiled.find(pattern);
    if (found == compiled.end())
      found = compiled.emplace(pattern, Regex::compile(pattern, "")).first;
    return found->second;
  }();
  return regex && regex->matches(text).value_or(false);
}

std::string joined(std::span<std::string_view const> values) {
  std::string text = "[";
  for (auto const value : values) text.append(text.size() > 1 ? ", " : "").append(value);
  return text + "]";
}

// The constraints of a shape in AWS's words; with a value, only those that it breaks.
class Constraints {
 public:
  Constraints(Shape const& shape, Json const* value) : shape_(shape), value_(value) {}

  std::vector<std::string> say() {
    bool const number = shape_.kind == Kind::integer || shape_.kind == Kind::number;
    std::string_view const what = number ? "Member must have value " : "Member must have length ";
    double const size = value_ == nullptr ? 0 : size_of(*value_);
    if (std::isfinite(shape_.max)) {
      add(size > shape_.max,
          [&] { return std::string(what) + "less than or equal to " + shown(shape_.max); });
    }
    if (std::isfinite(shape_.min)) {
      add(size < shape_.min,
          [&] { return std::string(what) + "greater than or equal to " + shown(shape_.min); });
    }
    if (shape_.kind == Kind::text) say_text();
    return std::move(said_);
  }

 private:
  void say_text() {
    auto const* const text = value_ == nullptr ? nullptr : value_->get_ptr<std::string const*>();
    if (!shape_.pattern.empty()) {
      add(text != nullptr && !fits_pattern(shape_.pattern, *text), [&] {
        return "Member must satisfy regular expression pattern: " + std::string(shape_.pattern);
      });
    }
    if (!shape_.enums.empty()) {
      add(text != nullptr &&
              std::find(shape_.enums.begin(), shape_.enums.end(), *text) == shape_.enums.end(),
          [&] { return "Member must satisfy enum value set: " + joined(shape_.enums); });
    }
  }
  // `words` gives the sentence, which most values never need.
  template <typename Words>
  void add(bool broken, Words words) {
    if (broken || value_ == nullptr) said_.push_back(words());
  }
  static double size_of(Json const& value) {
    if (value.is_number()) return value.get<double>();
    if (value.is_string()) {
      return static_cast<double>(characters(value.get_ref<std::string const&>()));
    }
    return static_cast<double>(value.size());
  }

  Shape const& shape_;
  Json const* value_;  // none: all are said
  std::vector<std::string> said_;
};

std::string shortened(std::string text) {
  if (text.size() <= kQuotedMax) return text;
  std::size_t end = kQuotedMax;
  while (end > 0 && (text[end] & '\xc0') == '\x80') --end;
  return text.substr(0, end) + "...";
}

// Java's way to write a value, as AWS quotes it.
std::string quoted(Shape const& shape, Json const& value) {
  std::string text;
  if (value.is_string()) {
    text = value.get_ref<std::string const&>();
  } else if (value.is_array()) {
    for (Json const& element : value) {
      if (text.size() > kQuotedMax) break;
      text += text.empty() ? "" : ", ";
      text += element.is_string() ? element.get_ref<std::string const&>() : element.dump();
    }
    text = "[" + text + "]";
  } else if (shape.kind == Kind::number && value.is_number_integer()) {
    text = value.dump() + ".0";
  } else {
    text = dump_json(value);
  }
  return "'" + shortened(std::move(text)) + "'";
}

class Validation {
 public:
  explicit Validation(ServiceModel const& model) : model_(model) {}

  // False: the value has another type than the shape, and `misfit()` says so.
  bool check(Shape const& shape, Json const& value, std::string const& path) {
    if (!has_type(shape.kind, value)) {
      misfit_ = type_fault(shape.kind, path);
      return false;
    }
    if (shape.kind != Kind::blob && shape.kind != Kind::structure) {
      for (std::string const& words : Constraints(shape, &value).say()) {
        fault(quoted(shape, value), path, words);
      }
    }
    switch (shape.kind) {
      case Kind::structure:
        return check_members(shape, value, path);
      case Kind::list:
      case Kind::map:
        return check_elements(shape, value, path);
      default:
        return true;
    }
  }

  [[nodiscard]] std::string const& misfit() const { return misfit_; }

  [[nodiscard]] std::string faults() const {
    if (count_ == 0) return "";
    std::string text =
        std::to_string(count_) + " validation error" + (count_ == 1 ? "" : "s") + " detected: ";
    for (std::size_t i = 0; i < faults_.size(); ++i) text.append(i > 0 ? "; " : "") += faults_[i];
    return text;
  }

 private:
  static bool has_type(Kind kind, Json const& value) {
    switch (kind) {
      case Kind::structure:
      case Kind::map:
        return value.is_object();
      case Kind::list:
        return value.is_array();
      case Kind::text:
      case Kind::blob:
        return value.is_string();
      case Kind::integer:
      case Kind::number:
        return value.is_number();
      case Kind::boolean:
        return value.is_boolean();
      case Kind::timestamp:
        return value.is_number() ||
               (value.is_string() && parse_rfc3339(value.get_ref<std::string const&>()));
      default:
        return true;
    }
  }

  static std::string type_fault(Kind kind, std::string const& path) {
    constexpr std::string_view kNames[] = {
        "an object", "a list",    "an object", "a string",           "a number",
        "a number",  "a boolean", "a time",    "a string in base64", "any value"};
    std::string const where = path.empty() ? "The request" : "The member '" + path + "'";
    return where + " must be " + std::string(kNames[static_cast<std::size_t>(kind)]) + ".";
  }

  // "S3Object" of "image" -> "image.s3Object"
  static std::string inside(std::string const& path, std::string_view name) {
    std::string joined = path.empty() ? std::string(name) : path + "." + std::string(name);
    char& first = joined[path.empty() ? 0 : path.size() + 1];
    if (first >= 'A' && first <= 'Z') first = static_cast<char>(first - 'A' + 'a');
    return joined;
  }

  void fault(std::string const& value, std::string const& path, std::string const& words) {
    if (++count_ > kFaultsMax) return;
    faults_.push_back("Value " + value + " at '" + path +
                      "' failed to satisfy constraint: " + words);
  }

  bool check_members(Shape const& shape, Json const& value, std::string const& path) {
    std::size_t set = 0;
    for (Member const& known : shape.members) {
      Json const& inner = member(value, known.name);
      if (is_absent(inner)) {
        if (known.required) fault("null", inside(path, known.name), "Member must not be null");
        continue;
      }
      ++set;
      if (!check(model_.shapes[known.shape], inner, inside(path, known.name))) return false;
    }
    if (shape.is_union && set != 1) {
      fault("null", path, "Member must have exactly one of its members set");
    }
    return true;
  }

  // AWS tells faults of a map's keys, and of texts and numbers in a list, as those of the whole.
  bool check_elements(Shape const& shape, Json const& value, std::string const& path) {
    Shape const& element = model_.shapes[shape.element];
    bool const nested =
        element.kind == Kind::structure || element.kind == Kind::list || element.kind == Kind::map;
    if (shape.kind == Kind::map && !check_keys(shape, value, path)) return true;
    std::size_t place = 0;
    bool broken = false;
    for (auto const& [key, inner] : value.items()) {
      ++place;
      std::string const where =
          path + "." + (value.is_array() ? std::to_string(place) : shortened(key)) + ".member";
      if (nested) {
        if (!check(element, inner, where)) return false;
        continue;
      }
      if (!has_type(element.kind, inner)) {
        misfit_ = type_fault(element.kind, where);
        return false;
      }
      broken =
          broken || (element.kind != Kind::blob && !Constraints(element, &inner).say().empty());
    }
    if (broken) fault(quoted(shape, value), path, "Member" + all_of(element));
    return true;
  }

  bool check_keys(Shape const& shape, Json const& value, std::string const& path) {
    Shape const& key_shape = model_.shapes[shape.key];
    for (auto const& [key, inner] : value.items()) {
      Json const text = key;
      if (Constraints(key_shape, &text).say().empty()) continue;
      fault(quoted(shape, value), path, "Map keys" + all_of(key_shape));
      return false;
    }
    return true;
  }

  static std::string all_of(Shape const& element) {
    std::string text;
    for (std::string const& words : Constraints(element, nullptr).say()) {
      text.append(text.empty() ? "" : ", ").append(words);
    }
    return " must satisfy constraint: [" + text + "]";
  }

  ServiceModel const& model_;
  std::string misfit_;
  std::vector<std::string> faults_;
  std::size_t count_ = 0;
};

}  // namespace

Result<void> validate(ServiceModel const& model, ShapeIndex shape, Json const& value,
                      std::string_view broken_constraint) {
  Validation validation(model);
  if (!validation.check(model.shapes[shape], value, "")) {
    return fail(Errc::invalid_argument, "SerializationException", validation.misfit());
  }
  auto faults = validation.faults();
  if (!faults.empty()) return fail(Errc::invalid_argument, broken_constraint, std::move(faults));
  return {};
}

}  // namespace helio::aws::json
