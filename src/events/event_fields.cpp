#include "events/event_fields.hpp"

#include <algorithm>

#include "events/json_reader.hpp"
#include "events/number.hpp"

namespace helio::events {

std::string join_field(std::string_view outer, std::string_view key) {
  std::string out(outer);
  if (!out.empty()) out.push_back('.');
  return out.append(key);
}

PathTable::PathTable(std::vector<std::string> fields) {
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string const& field = fields[i];
    entries_[field].id = static_cast<std::uint32_t>(i);
    for (std::size_t dot = field.find('.'); dot != std::string::npos;
         dot = field.find('.', dot + 1)) {
      entries_[field.substr(0, dot)].inner = true;
    }
  }
}

PathTable::Entry const* PathTable::find(std::string_view path) const {
  auto const found = entries_.find(path);
  return found == entries_.end() ? nullptr : &found->second;
}

// Walks one event; recursion is bounded by the reader's depth.
class EventFlattener {
 public:
  EventFlattener(std::string_view event, PathTable const& paths, EventFields& out)
      : in_(event), paths_(paths), out_(out) {}

  bool run() {
    return in_.next() == Token::begin_object && object(EventFields::no_element) &&
           in_.next() == Token::end;
  }

 private:
  using Token = JsonReader::Token;

  bool object(int element) {
    for (Token token = in_.next(); token != Token::end_object; token = in_.next()) {
      if (token != Token::key) return false;
      std::size_t const outer = path_.size();
      if (outer != 0) path_.push_back('.');
      path_.append(in_.text());
      PathTable::Entry const* const entry = paths_.find(path_);
      bool const read = entry == nullptr ? in_.skip_value() : value(in_.next(), *entry, element);
      if (!read) return false;
      path_.resize(outer);
    }
    return true;
  }

  bool value(Token token, PathTable::Entry const& entry, int element) {
    switch (token) {
      case Token::begin_object:
        return entry.inner ? object(element) : in_.skip_rest();
      case Token::begin_array:
        return array(entry, element);
      case Token::string:
      case Token::number:
      case Token::literal:
        if (entry.id != PathTable::none) leaf(token, entry.id, element);
        return true;
      default:
        return false;
    }
  }

  bool array(PathTable::Entry const& entry, int outer) {
    int const id = arrays_++;
    int index = 0;
    for (Token token = in_.next(); token != Token::end_array; token = in_.next(), ++index) {
      int element = outer;
      if (token == Token::begin_object || token == Token::begin_array) {
        element = static_cast<int>(out_.elements_.size());
        out_.elements_.push_back({id, index, outer});
      }
      if (!value(token, entry, element)) return false;
    }
    return true;
  }

  void leaf(Token token, std::uint32_t path, int element) {
    Value value;
    value.text = in_.text();
    if (in_.unescaped()) value.text = out_.unescaped_.emplace_back(value.text);
    if (token == Token::string) value.kind = Value::Kind::string;
    if (token == Token::number) {
      value.kind = Value::Kind::number;
      value.number = comparable_number(value.text);
    }
    out_.fields_.push_back({path, element, value});
  }

  JsonReader in_;
  PathTable const& paths_;
  EventFields& out_;
  std::string path_;
  int arrays_ = 0;
};

Result<void> EventFields::read(std::string_view event, PathTable const& paths) {
  fields_.clear();
  elements_.clear();
  unescaped_.clear();
  if (!EventFlattener(event, paths, *this).run()) {
    return fail(Errc::invalid_argument, "InvalidEvent",
                "The event is not a JSON object, or nested too deep.");
  }
  std::stable_sort(fields_.begin(), fields_.end(),
                   [](Field const& a, Field const& b) { return a.path < b.path; });
  return {};
}

std::span<EventFields::Field const> EventFields::of(std::uint32_t path) const {
  auto const less = [](Field const& field, std::uint32_t id) { return field.path < id; };
  auto const begin = std::lower_bound(fields_.begin(), fields_.end(), path, less);
  auto end = begin;
  while (end != fields_.end() && end->path == path) ++end;
  return {begin, end};
}

}  // namespace helio::events
