#include "aws/dynamodb/projection.hpp"

#include <algorithm>

#include "aws/dynamodb/attribute_value.hpp"

namespace helio::aws::dynamodb {
namespace {

using Paths = std::vector<DocumentPath>;
using PathIterator = Paths::const_iterator;

// What the paths in [from, to), which agree in their first `depth` steps, leave of the value; null
// where that is nothing.
Json kept(Json const& value, PathIterator from, PathIterator to, std::size_t depth) {
  if (from->size() == depth) return value;
  bool const map = std::holds_alternative<std::string>((*from)[depth]);
  Json content = map ? Json::object() : Json::array();
  while (from != to) {
    PathStep const& step = (*from)[depth];
    auto const next = std::find_if(from, to, [&](auto const& path) { return path[depth] != step; });
    Json const* const found = find_in(value, step);
    Json inner = found == nullptr ? Json() : kept(*found, from, next, depth + 1);
    if (!inner.is_null() && map) content[std::get<std::string>(step)] = std::move(inner);
    if (!inner.is_null() && !map) content.push_back(std::move(inner));
    from = next;
  }
  if (content.empty()) return nullptr;
  return {{map ? "M" : "L", std::move(content)}};
}

}  // namespace

Result<Paths> read_projection(std::string_view text, Placeholders& placeholders) {
  ExpressionText words("ProjectionExpression", text, placeholders);
  if (text.size() > kExpressionBytesMax) return words.wrong("Expression size has exceeded 4 KB");
  Paths paths;
  do {
    auto path = words.path();
    if (!path) return fail(path);
    for (DocumentPath const& other : paths) {
      if (!overlap(other, *path)) continue;
      return words.wrong(
          "Two document paths overlap with each other; must remove or rewrite one of "
          "these paths");
    }
    paths.push_back(std::move(*path));
  } while (words.accept(","));
  if (!words.at_end()) return words.unexpected();
  return paths;
}

Json projected(Json const& item, Paths paths) {
  std::ranges::sort(paths);
  Json whole = kept(Json{{"M", item}}, paths.begin(), paths.end(), 0);
  return whole.is_null() ? Json::object() : std::move(whole["M"]);
}

}  // namespace helio::aws::dynamodb
