#include "results/match.hpp"

#include <algorithm>

namespace helio::results {
namespace {

bool found(std::string_view q, std::vector<std::string> const& words) {
  auto const terms = search_terms(label_key(q));
  return !terms.empty() && std::ranges::all_of(terms, [&](Term const& term) {
    return std::ranges::any_of(words, [&](std::string const& word) {
      return term.prefix ? word.starts_with(term.word) : word == term.word;
    });
  });
}

}  // namespace

std::vector<std::string> search_words(Record const& record) {
  SearchText const search = search_text(record);
  auto words = words_of(label_key(search.labels + ' ' + search.text + ' ' + search.file));
  std::ranges::sort(words);
  auto const repeated = std::ranges::unique(words);
  words.erase(repeated.begin(), repeated.end());
  return words;
}

bool matches(Query const& query, Record const& record, std::vector<LabelEntry> const& labels,
             std::vector<std::string> const& words) {
  double confidence = record.confidence.value_or(-1);
  if (query.label) {
    auto const entry = std::ranges::find(labels, label_key(*query.label), &LabelEntry::key);
    if (entry == labels.end()) return false;
    confidence = entry->confidence;
  }
  return (!query.user_id || record.user_id == *query.user_id) &&
         (!query.status || record.status == *query.status) &&
         (!query.confidence_min || confidence >= *query.confidence_min) &&
         (!query.from || record.created_at >= *query.from) &&
         (!query.to || record.created_at < *query.to) && (!query.q || found(*query.q, words));
}

}  // namespace helio::results
