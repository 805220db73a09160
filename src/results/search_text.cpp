#include "results/search_text.hpp"

#include <algorithm>

namespace helio::results {
namespace {

bool is_letter_or_digit(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// A text member of an array's object; empty where the shape is another.
std::string_view text_member(Json const& object, char const* name) {
  if (!object.is_object()) return {};
  auto const found = object.find(name);
  if (found == object.end() || !found->is_string()) return {};
  return found->get_ref<std::string const&>();
}

}  // namespace

std::string label_key(std::string_view name) {
  std::string key(name);
  std::ranges::transform(key, key.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return key;
}

std::vector<LabelEntry> label_entries(Record const& record) {
  std::vector<LabelEntry> entries;
  if (record.status == Status::processing || !record.labels.is_array()) return entries;
  for (Json const& label : record.labels) {
    std::string_view const name = text_member(label, "Name");
    if (name.empty()) continue;
    auto const found = label.find("Confidence");
    bool const known = found != label.end() && found->is_number();
    LabelEntry entry{label_key(name), known ? found->get<double>() : 0.0};
    auto const same = std::ranges::find(entries, entry.key, &LabelEntry::key);
    if (same == entries.end()) {
      entries.push_back(std::move(entry));
    } else {
      same->confidence = std::max(same->confidence, entry.confidence);
    }
  }
  return entries;
}

SearchText search_text(Record const& record) {
  SearchText search;
  if (record.status == Status::processing) return search;
  search.file = file_name_of(record.key);
  if (record.labels.is_array()) {
    for (Json const& label : record.labels) {
      search.labels.append(text_member(label, "Name")).append(1, ' ');
    }
  }
  if (record.text.is_array()) {
    for (Json const& text : record.text) {
      // A LINE holds its WORDs.
      if (text_member(text, "Type") == "WORD") continue;
      search.text.append(text_member(text, "DetectedText")).append(1, ' ');
    }
  }
  return search;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_letter_or_digit(text[end])) ++end;
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::vector<Term> search_terms(std::string_view q) {
  std::vector<Term> terms;
  std::size_t at = 0;
  while (at < q.size() && terms.size() < kTermsMax) {
    std::size_t end = at;
    while (end < q.size() && is_letter_or_digit(q[end])) ++end;
    if (end > at) {
      bool const prefix = end < q.size() && q[end] == '*';
      terms.push_back({std::string(q.substr(at, end - at)), prefix});
    }
    at = end + 1;
  }
  return terms;
}

}  // namespace helio::results
