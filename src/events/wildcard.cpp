#include "events/wildcard.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace helio::events {
namespace {

// One character or a star, which is -1.
using Step = int;
constexpr Step star = -1;

// The step at `at`, which moves past it. Escapes are well-formed.
Step read_step(std::string_view pattern, std::size_t& at) {
  char const c = pattern[at++];
  if (c == '*') return star;
  return static_cast<unsigned char>(c == '\\' ? pattern[at++] : c);
}

// The places in a list of steps that some text can have reached, least first.
using Places = std::vector<std::size_t>;

void reach(std::vector<Step> const& steps, std::size_t place, Places& places) {
  places.push_back(place);
  // A star may stand for nothing.
  if (place < steps.size() && steps[place] == star) reach(steps, place + 1, places);
}

Places advance(std::vector<Step> const& steps, Places const& from, Step character) {
  Places to;
  for (std::size_t const place : from) {
    if (place == steps.size()) continue;
    if (steps[place] == star) reach(steps, place, to);
    if (steps[place] == character) reach(steps, place + 1, to);
  }
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
  return to;
}

// Walks all sets of places that a text can lead to; `false` once one has too many ways on.
bool simple_enough(std::vector<Step> const& steps) {
  constexpr std::size_t sets_max = 4'096;
  std::set<Step> characters(steps.begin(), steps.end());
  characters.erase(star);
  characters.insert(256);  // one that is not in the pattern
  std::vector<Places> open(1);
  reach(steps, 0, open.front());
  std::set<Places> seen(open.begin(), open.end());
  while (!open.empty()) {
    Places const places = std::move(open.back());
    open.pop_back();
    auto const way_on = [&steps](std::size_t place) { return place < steps.size(); };
    auto const ways = std::count_if(places.begin(), places.end(), way_on);
    if (static_cast<std::size_t>(ways) > wildcard_ways_max) return false;
    for (Step const character : characters) {
      Places next = advance(steps, places, character);
      if (!next.empty() && seen.insert(next).second) open.push_back(std::move(next));
    }
    if (seen.size() > sets_max) return false;
  }
  return true;
}

tl::unexpected<Error> bad(std::string reason) {
  return fail(Errc::invalid_argument, "InvalidWildcard", std::move(reason));
}

}  // namespace

Result<void> check_wildcard(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    std::string_view const two = pattern.substr(at, 2);
    if (two == "**") return bad("Consecutive wildcard characters at pos " + std::to_string(at));
    if (pattern[at] != '\\') continue;
    if (two != "\\*" && two != "\\\\") {
      return bad("Invalid escape character at pos " + std::to_string(at));
    }
    ++at;
  }
  std::vector<Step> steps;
  for (std::size_t at = 0; at < pattern.size();) steps.push_back(read_step(pattern, at));
  if (simple_enough(steps)) return {};
  return bad(
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character "
      "sequences after a wildcard character");
}

bool wildcard_matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t read = 0;
  // Where to go on when a piece does not fit: behind the last star, one character further.
  std::size_t retry_at = std::string_view::npos;
  std::size_t retry_read = 0;
  while (true) {
    if (at < pattern.size()) {
      std::size_t next = at;
      Step const step = read_step(pattern, next);
      if (step == star) {
        if (next == pattern.size()) return true;
        at = retry_at = next;
        retry_read = read;
        continue;
      }
      if (read < text.size() && step == static_cast<unsigned char>(text[read])) {
        at = next;
        ++read;
        continue;
      }
    } else if (read == text.size()) {
      return true;
    }
    if (retry_at == std::string_view::npos || retry_read >= text.size()) return false;
    at = retry_at;
    read = ++retry_read;
  }
}

WildcardEnds wildcard_ends(std::string_view pattern) {
  WildcardEnds out;
  bool before = true;
  for (std::size_t at = 0; at < pattern.size();) {
    Step const step = read_step(pattern, at);
    if (step == star) {
      before = false;
      out.tail.clear();
    } else {
      out.tail.push_back(static_cast<char>(step));
      if (before) out.head.push_back(static_cast<char>(step));
    }
  }
  return out;
}

}  // namespace helio::events
