#include "events/value_index.hpp"

#include <algorithm>

#include "events/wildcard.hpp"

namespace helio::events {
namespace {

using Op = ValuePattern::Op;

std::string reversed(std::string_view text) { return {text.rbegin(), text.rend()}; }

void append(Ids const& ids, Ids& out) { out.insert(out.end(), ids.begin(), ids.end()); }

}  // namespace

void ByteTrie::add(std::string_view prefix, std::uint32_t id) {
  std::uint32_t node = 0;
  for (char const c : prefix) {
    std::uint64_t const edge = std::uint64_t{node} << 8U | static_cast<unsigned char>(c);
    auto const [found, added] = edges_.try_emplace(edge, static_cast<std::uint32_t>(nodes_.size()));
    if (added) nodes_.emplace_back();
    node = found->second;
  }
  nodes_[node].push_back(id);
}

void ByteTrie::find(std::string_view text, Ids& out) const {
  std::uint32_t node = 0;
  append(nodes_[node], out);
  for (char const c : text) {
    auto const next = edges_.find(std::uint64_t{node} << 8U | static_cast<unsigned char>(c));
    if (next == edges_.end()) return;
    node = next->second;
    append(nodes_[node], out);
  }
}

void ByteTrie::find_reversed(std::string_view text, Ids& out) const {
  std::uint32_t node = 0;
  append(nodes_[node], out);
  for (auto c = text.rbegin(); c != text.rend(); ++c) {
    auto const next = edges_.find(std::uint64_t{node} << 8U | static_cast<unsigned char>(*c));
    if (next == edges_.end()) return;
    node = next->second;
    append(nodes_[node], out);
  }
}

void IntervalTree::add(double low, double high, std::uint32_t id) {
  intervals_.push_back({low, high, high, id});
}

void IntervalTree::build() {
  std::sort(intervals_.begin(), intervals_.end(),
            [](Interval const& a, Interval const& b) { return a.low < b.low; });
  if (!intervals_.empty()) build(0, intervals_.size());
}

double IntervalTree::build(std::size_t begin, std::size_t end) {
  std::size_t const middle = begin + (end - begin) / 2;
  Interval& root = intervals_[middle];
  root.high_max = root.high;
  if (begin < middle) root.high_max = std::max(root.high_max, build(begin, middle));
  if (middle + 1 < end) root.high_max = std::max(root.high_max, build(middle + 1, end));
  return root.high_max;
}

void IntervalTree::find(std::size_t begin, std::size_t end, double at, Ids& out) const {
  if (begin >= end) return;
  std::size_t const middle = begin + (end - begin) / 2;
  Interval const& root = intervals_[middle];
  if (root.high_max < at) return;
  find(begin, middle, at, out);
  if (root.low > at) return;
  if (root.high >= at) out.push_back(root.id);
  find(middle + 1, end, at, out);
}

bool ValueIndex::selective(ValuePattern const& pattern) {
  switch (pattern.op) {
    case Op::exists:
    case Op::absent:
    case Op::anything_but:
      return false;
    case Op::prefix:
    case Op::suffix:
      return !pattern.text.empty();
    case Op::prefix_ignore_case:
    case Op::suffix_ignore_case:
      return !pattern.letters.empty();
    case Op::wildcard: {
      auto const [head, tail] = wildcard_ends(pattern.text);
      return !head.empty() || !tail.empty();
    }
    default:
      return true;
  }
}

void ValueIndex::add(ValuePattern const& pattern, std::uint32_t id) {
  switch (pattern.op) {
    case Op::equals:
      strings_[pattern.text].push_back(id);
      break;
    case Op::literal:
      literals_[pattern.text].push_back(id);
      break;
    case Op::number:
      if (pattern.number) {
        numbers_[*pattern.number].push_back(id);
      } else {
        number_texts_[pattern.text].push_back(id);
      }
      break;
    case Op::prefix:
      prefixes_.add(pattern.text, id);
      break;
    case Op::suffix:
      suffixes_.add(reversed(pattern.text), id);
      break;
    case Op::equals_ignore_case:
      folded_strings_[fold_case(pattern.text)].push_back(id);
      break;
    case Op::prefix_ignore_case:
      folded_prefixes_.add(fold_case(pattern.text), id);
      break;
    case Op::suffix_ignore_case:
      folded_suffixes_.add(reversed(fold_case(pattern.text)), id);
      break;
    case Op::wildcard: {
      auto const [head, tail] = wildcard_ends(pattern.text);
      if (head.size() >= tail.size()) {
        prefixes_.add(head, id);
      } else {
        suffixes_.add(reversed(tail), id);
      }
      break;
    }
    case Op::range:
      ranges_.add(pattern.low, pattern.high, id);
      break;
    case Op::network:
      networks_[{pattern.network.base.size, pattern.network.bits}][pattern.network].push_back(id);
      break;
    case Op::exists:
    case Op::absent:
    case Op::anything_but:
      add_any(id);
      break;
  }
}

void ValueIndex::find(Value const& value, Ids& out) const {
  switch (value.kind) {
    case Value::Kind::string:
      find_string(value.text, out);
      break;
    case Value::Kind::literal:
      find_text(literals_, value.text, out);
      break;
    case Value::Kind::number:
      find_text(number_texts_, value.text, out);
      if (!value.number) break;
      if (auto const equal = numbers_.find(*value.number); equal != numbers_.end()) {
        append(equal->second, out);
      }
      ranges_.find(*value.number, out);
      break;
  }
}

void ValueIndex::find_string(std::string_view text, Ids& out) const {
  find_text(strings_, text, out);
  prefixes_.find(text, out);
  suffixes_.find_reversed(text, out);
  if (!folded_strings_.empty() || !folded_prefixes_.empty() || !folded_suffixes_.empty()) {
    std::string const folded = fold_case(text);
    find_text(folded_strings_, folded, out);
    folded_prefixes_.find(folded, out);
    folded_suffixes_.find_reversed(folded, out);
  }
  if (networks_.empty()) return;
  auto const address = parse_ip(text);
  if (!address) return;
  for (auto const& [mask, networks] : networks_) {
    if (mask.first != address->size) continue;
    auto const found = networks.find(network_of(*address, mask.second));
    if (found != networks.end()) append(found->second, out);
  }
}

void ValueIndex::find_text(ByText const& texts, std::string_view text, Ids& out) {
  if (texts.empty()) return;
  if (auto const found = texts.find(text); found != texts.end()) append(found->second, out);
}

}  // namespace helio::events
