#include "logs/text_match.hpp"

#include <algorithm>
#include <charconv>

#include "logs/message_pattern.hpp"

namespace helio::logs {
namespace {

constexpr std::string_view kSymbols = " :_#=@/;,-^$?[]{}|\\*+.";

bool is_known(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kSymbols.find(c) != std::string_view::npos;
}

// Whether the pieces stand in the text in their order, the first at its start and the last at its
// end.
bool in_order(std::vector<std::string> const& pieces, std::string_view text) {
  if (pieces.size() == 1) return text == pieces.front();
  if (!text.starts_with(pieces.front())) return false;
  text.remove_prefix(pieces.front().size());
  if (!text.ends_with(pieces.back())) return false;
  text.remove_suffix(pieces.back().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    auto const at = text.find(pieces[i]);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + pieces[i].size());
  }
  return true;
}

}  // namespace

std::optional<double> number_of(std::string_view text) noexcept {
  // Not from_chars' "inf" and "nan".
  if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
  double number = 0;
  char const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

Result<Regex> search_regex(std::string_view expression) {
  if (expression.empty() || !std::ranges::all_of(expression, is_known)) {
    return invalid_pattern(
        "A regular expression has letters, digits, spaces, : _ # = @ / ; , - and the operators "
        "^ $ ? [ ] { } | \\ * + . only.");
  }
  auto regex = Regex::compile("(?s:.*)(?:" + std::string(expression) + ")(?s:.*)", "");
  if (!regex) return invalid_pattern(regex.error().message);
  return regex;
}

TextMatch TextMatch::of_text(std::string_view text) {
  TextMatch test;
  test.number_ = number_of(text);
  while (true) {
    auto const star = std::min(text.find('*'), text.size());
    test.pieces_.emplace_back(text.substr(0, star));
    if (star == text.size()) return test;
    text.remove_prefix(star + 1);
  }
}

Result<TextMatch> TextMatch::of_regex(std::string_view expression) {
  auto regex = search_regex(expression);
  if (!regex) return fail(regex);
  TextMatch test;
  test.regex_ = std::move(*regex);
  return test;
}

bool TextMatch::equals(std::string_view text, std::optional<double> number) const {
  if (regex_) return regex_->matches(text).value_or(false);
  if (number_ && number) return *number_ == *number;
  return in_order(pieces_, text);
}

}  // namespace helio::logs
