#include "events/pattern.hpp"

#include <map>

#include "events/conditions.hpp"
#include "events/match_expression.hpp"

namespace helio::events {
namespace {

using Token = JsonReader::Token;
using Values = std::shared_ptr<std::vector<ValuePattern> const>;
using Conditions = std::map<std::string, Values, std::less<>>;

// Reads the objects of a pattern; recursion is bounded by the reader's depth. What was read so far
// is a list of alternatives, which "$or" multiplies.
class PatternReader {
 public:
  explicit PatternReader(std::string_view text) : in_(text) {}

  Result<std::vector<Conditions>> run() {
    if (in_.next() != Token::begin_object) return reject(in_, "Filter is not an object");
    std::vector<Conditions> alternatives;
    if (auto read = object(alternatives, "", false); !read) return fail(read);
    if (in_.next() != Token::end) return reject(in_, "Something follows the pattern");
    return alternatives;
  }

 private:
  Result<void> object(std::vector<Conditions>& alternatives, std::string const& outer,
                      bool inside_or) {
    bool empty = true;
    for (Token token = in_.next(); token != Token::end_object; token = in_.next()) {
      if (token != Token::key) return reject(in_, "The pattern is not valid JSON");
      empty = false;
      std::string const key(in_.text());
      auto const read =
          key == "$or" ? choice(alternatives, outer) : field(alternatives, outer, key, inside_or);
      if (!read) return read;
    }
    if (empty) return reject(in_, "Empty objects are not allowed");
    return {};
  }

  Result<void> field(std::vector<Conditions>& alternatives, std::string const& outer,
                     std::string const& key, bool inside_or) {
    if (inside_or && is_reserved_in_or(key)) {
      return reject(in_, key + " is Ruler reserved fieldName which cannot be used inside $or.");
    }
    std::string const name = join_field(outer, key);
    Token const token = in_.next();
    if (token == Token::begin_object) return object(alternatives, name, inside_or);
    if (token != Token::begin_array) {
      return reject(in_, "\"" + key + "\" must be an object or an array");
    }
    auto values = read_value_patterns(in_);
    if (!values) return fail(values);
    auto const shared = std::make_shared<std::vector<ValuePattern> const>(std::move(*values));
    if (alternatives.empty()) alternatives.emplace_back();
    for (Conditions& each : alternatives) {
      each.insert_or_assign(name, shared);
      if (each.size() > Pattern::fields_max) {
        return reject(in_, "A rule has at most " + std::to_string(Pattern::fields_max) + " fields");
      }
    }
    return {};
  }

  Result<void> choice(std::vector<Conditions>& alternatives, std::string const& outer) {
    if (in_.next() != Token::begin_array) {
      return reject(in_, "It must be an Array followed with $or.");
    }
    std::vector<Conditions> before;
    before.swap(alternatives);
    if (before.empty()) before.emplace_back();
    int objects = 0;
    for (Token token = in_.next(); token != Token::end_array; token = in_.next(), ++objects) {
      if (token != Token::begin_object) {
        return reject(in_, "Only JSON object is allowed in array of $or relationship.");
      }
      std::vector<Conditions> chosen = before;
      if (auto read = object(chosen, outer, true); !read) return read;
      alternatives.insert(alternatives.end(), chosen.begin(), chosen.end());
      if (alternatives.size() > Pattern::alternatives_max) {
        return reject(in_, "Rule is too complex - $or makes more than " +
                               std::to_string(Pattern::alternatives_max) + " combinations");
      }
    }
    if (objects < 2) {
      return reject(in_, "There must have at least 2 Objects in $or relationship.");
    }
    return {};
  }

  JsonReader in_;
};

}  // namespace

Result<Pattern> Pattern::parse(std::string_view text) {
  if (text.size() > bytes_max) {
    return fail(Errc::invalid_argument, "InvalidEventPatternException",
                "Event pattern is not valid. Reason: it has more than " +
                    std::to_string(bytes_max) + " bytes.");
  }
  auto read = PatternReader(text).run();
  if (!read) return fail(read);
  Pattern out;
  out.text_ = std::string(text);
  for (Conditions const& conditions : *read) {
    Alternative& alternative = out.alternatives_.emplace_back();
    for (auto const& [field, values] : conditions) alternative.push_back({field, values});
  }
  return out;
}

Result<bool> Pattern::matches(std::string_view event) const {
  std::vector<std::string> names;
  for (Alternative const& alternative : alternatives_) {
    for (Condition const& condition : alternative) names.push_back(condition.field);
  }
  PathTable const paths(std::move(names));
  EventFields fields;
  if (auto read = fields.read(event, paths); !read) return fail(read);
  for (Alternative const& alternative : alternatives_) {
    std::vector<FieldCondition> conditions;
    for (Condition const& each : alternative) {
      conditions.push_back({paths.find(each.field)->id, each.values.get()});
    }
    if (satisfies(conditions, fields)) return true;
  }
  return false;
}

}  // namespace helio::events
