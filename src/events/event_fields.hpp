// EventFields: the leaves of an event that some pattern looks at, by field, each with the array
// elements it is in. PathTable: which fields those are.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "events/value.hpp"

namespace helio::events {

// The name of the field `key` in the field `outer`.
[[nodiscard]] std::string join_field(std::string_view outer, std::string_view key);

class PathTable {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  struct Entry {
    std::uint32_t id = none;  // the field's place among all in order; none: only on the way to one
    bool inner = false;       // on the way to others
  };

  explicit PathTable(std::vector<std::string> fields);  // in any order, may repeat
  // Null: neither a field nor on the way to one.
  [[nodiscard]] Entry const* find(std::string_view path) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

class EventFields {
 public:
  static constexpr int no_element = -1;

  // An object or array that is the `index`th element of an array; `outer` is the element that array
  // is in.
  struct Element {
    int array = 0;
    int index = 0;
    int outer = no_element;
  };
  struct Field {
    std::uint32_t path = 0;
    int element = no_element;
    Value value;
  };

  // Forgets the event before; `event` must outlive the fields. Every key counts, duplicates too.
  // Errors: invalid_argument "InvalidEvent": not a JSON object, or nested too deep.
  [[nodiscard]] Result<void> read(std::string_view event, PathTable const& paths);

  // In the order of the event. All fields, by path:
  [[nodiscard]] std::span<Field const> of(std::uint32_t path) const;
  [[nodiscard]] std::span<Field const> all() const noexcept { return fields_; }
  [[nodiscard]] Element const& element(int id) const noexcept {
    return elements_[static_cast<std::size_t>(id)];
  }

 private:
  friend class EventFlattener;
  std::vector<Field> fields_;
  std::vector<Element> elements_;
  std::deque<std::string> unescaped_;
};

}  // namespace helio::events
