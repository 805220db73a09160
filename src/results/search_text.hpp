// What a record can be found by, and how a question is taken apart: the same for every store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "results/record.hpp"

namespace helio::results {

inline constexpr std::size_t kTermsMax = 16;

struct LabelEntry {
  std::string key;  // label_key() of its name
  double confidence = 0;
};

struct SearchText {
  std::string labels, text, file;  // space between words
};

// A label's name for comparison: ASCII letters in lower case.
[[nodiscard]] std::string label_key(std::string_view name);

// Each label once, with its highest confidence. Empty while the record is PROCESSING.
[[nodiscard]] std::vector<LabelEntry> label_entries(Record const& record);
[[nodiscard]] SearchText search_text(Record const& record);

// Runs of letters, digits and all that is not ASCII.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

struct Term {
  std::string word;
  bool prefix = false;  // written "word*"
};

// The words of a question, at most kTermsMax. ASCII characters that are neither letters nor digits
// separate; all others belong to words.
[[nodiscard]] std::vector<Term> search_terms(std::string_view q);

}  // namespace helio::results
