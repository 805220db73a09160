// ValueIndex: from one value of a field to the few patterns on that field that it may match, by
// hash, byte trie, interval tree and network, whatever their number.
//
// Answers may be too many (the caller checks each whole) but never too few. Patterns that nearly
// every value matches, such as anything-but, cannot be looked up: any_value() lists them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/value_pattern.hpp"

namespace helio::events {

using Ids = std::vector<std::uint32_t>;

// Texts by their first bytes: finds all that a given text starts with, in one walk.
class ByteTrie {
 public:
  void add(std::string_view prefix, std::uint32_t id);
  void find(std::string_view text, Ids& out) const;
  void find_reversed(std::string_view text, Ids& out) const;  // from the end
  [[nodiscard]] bool empty() const noexcept { return nodes_.size() == 1 && nodes_[0].empty(); }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  // node << 8 | byte -> node
  std::vector<Ids> nodes_ = std::vector<Ids>(1);
};

// Closed intervals of numbers: finds all around a given one, in O(log n + answers).
class IntervalTree {
 public:
  void add(double low, double high, std::uint32_t id);
  void build();
  void find(double at, Ids& out) const { find(0, intervals_.size(), at, out); }

 private:
  struct Interval {
    double low, high;
    double high_max;  // of the subtree whose middle this is
    std::uint32_t id;
  };
  double build(std::size_t begin, std::size_t end);
  void find(std::size_t begin, std::size_t end, double at, Ids& out) const;

  std::vector<Interval> intervals_;  // by low; a balanced tree, each range's root is its middle
};

class ValueIndex {
 public:
  // True if the pattern can be looked up by a value.
  [[nodiscard]] static bool selective(ValuePattern const& pattern);

  void add(ValuePattern const& pattern, std::uint32_t id);
  void add_any(std::uint32_t id) { any_.push_back(id); }
  void build() { ranges_.build(); }  // after the last add()
  void find(Value const& value, Ids& out) const;
  [[nodiscard]] Ids const& any_value() const noexcept { return any_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  using ByText = std::unordered_map<std::string, Ids, Hash, std::equal_to<>>;
  void find_string(std::string_view text, Ids& out) const;
  static void find_text(ByText const& texts, std::string_view text, Ids& out);

  ByText strings_, folded_strings_;
  ByText literals_, number_texts_;
  std::unordered_map<double, Ids> numbers_;
  ByteTrie prefixes_, suffixes_, folded_prefixes_, folded_suffixes_;
  IntervalTree ranges_;
  // By size and mask, of which there are few; then by address.
  std::map<std::pair<unsigned, unsigned>, std::map<Network, Ids>> networks_;
  Ids any_;
};

}  // namespace helio::events
