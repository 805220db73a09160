#include <algorithm>

#include "asl/json_path_program.hpp"
#include "base/regex.hpp"

namespace helio::asl {
namespace {

// A side of a comparison: nullopt where a path finds nothing.
Result<std::optional<Json>> side(FilterOperand const& operand, PathSight sight) {
  if (auto const* const literal = std::get_if<Json>(&operand)) return std::optional<Json>(*literal);
  auto const* const path = std::get_if<std::shared_ptr<PathProgram const>>(&operand);
  if (path == nullptr) return std::optional<Json>();
  auto value = value_of(**path, sight);
  if (value) return std::optional<Json>(std::move(*value));
  if (value.error().code == Errc::too_large) return fail(value);
  return std::optional<Json>();
}

bool contains(Json const& array, Json const& value) {
  return std::find(array.begin(), array.end(), value) != array.end();
}

// How many of `some` stand in `all`.
std::ptrdiff_t shared(Json const& some, Json const& all) {
  return std::count_if(some.begin(), some.end(),
                       [&](Json const& value) { return contains(all, value); });
}

// Texts compare with texts and numbers with numbers; nothing else has an order.
std::optional<int> order(Json const& left, Json const& right) {
  if (left.is_number() && right.is_number()) {
    return left < right ? -1 : (right < left ? 1 : 0);
  }
  if (left.is_string() && right.is_string()) {
    int const compared =
        left.get_ref<std::string const&>().compare(right.get_ref<std::string const&>());
    return compared < 0 ? -1 : (compared > 0 ? 1 : 0);
  }
  return std::nullopt;
}

std::size_t length_of(Json const& value) {
  return value.is_string() ? value.get_ref<std::string const&>().size() : value.size();
}

bool sets_hold(Relation relation, Json const& left, Json const& right) {
  if (relation == Relation::in || relation == Relation::not_in) {
    return right.is_array() && contains(right, left) == (relation == Relation::in);
  }
  if (!left.is_array() || !right.is_array()) return false;
  if (relation == Relation::subset_of) {
    return shared(left, right) == static_cast<std::ptrdiff_t>(left.size());
  }
  return (shared(left, right) > 0) == (relation == Relation::any_of);
}

bool holds(Relation relation, Json const& left, Json const& right) {
  switch (relation) {
    case Relation::equal:
      return left == right;
    case Relation::not_equal:
      return left != right;
    case Relation::less:
      return order(left, right).value_or(0) < 0;
    case Relation::less_or_equal:
      return order(left, right).value_or(1) <= 0;
    case Relation::greater:
      return order(left, right).value_or(0) > 0;
    case Relation::greater_or_equal:
      return order(left, right).value_or(-1) >= 0;
    case Relation::contains:
      if (left.is_string() && right.is_string()) {
        return left.get_ref<std::string const&>().find(right.get_ref<std::string const&>()) !=
               std::string::npos;
      }
      return left.is_array() && contains(left, right);
    case Relation::has_size:
      return (left.is_array() || left.is_string()) && Json(length_of(left)) == right;
    case Relation::is_empty:
      return (left.is_structured() || left.is_string()) && right.is_boolean() &&
             (length_of(left) == 0) == right.get<bool>();
    default:
      return sets_hold(relation, left, right);
  }
}

// What the sets' relations cost: every element of one side against every one of the other.
std::size_t work_of(Json const& left, Json const& right) {
  return std::max<std::size_t>(left.is_array() ? left.size() : 1, 1) *
         std::max<std::size_t>(right.is_array() ? right.size() : 1, 1);
}

Result<bool> related(PathFilter const& filter, PathSight sight) {
  auto const left = side(filter.left, sight);
  if (!left) return tl::unexpected(left.error());
  if (filter.relation == Relation::matches) {
    auto const& regex = std::get<std::shared_ptr<Regex const>>(filter.right);
    if (!*left || !(*left)->is_string()) return false;
    auto const matched = regex->matches((*left)->get_ref<std::string const&>());
    if (!matched) return fail(Errc::too_large, "PathResultTooLarge", matched.error().message);
    return *matched;
  }
  auto const right = side(filter.right, sight);
  if (!right) return tl::unexpected(right.error());
  if (!*left || !*right) {
    bool const both_missing = !*left && !*right;
    return filter.relation == Relation::not_equal ? !both_missing
                                                  : filter.relation == Relation::not_in && !*left;
  }
  if (!sight.budget.spend(work_of(**left, **right))) {
    return fail(Errc::too_large, "PathResultTooLarge",
                "The filter compares too many values; make its lists shorter.");
  }
  return holds(filter.relation, **left, **right);
}

}  // namespace

Result<bool> accepts(PathFilter const& filter, PathSight sight) {
  switch (filter.kind) {
    case PathFilter::Kind::all:
    case PathFilter::Kind::any: {
      bool const stop = filter.kind == PathFilter::Kind::any;
      for (PathFilter const& part : filter.parts) {
        auto const accepted = accepts(part, sight);
        if (!accepted || *accepted == stop) return accepted;
      }
      return !stop;
    }
    case PathFilter::Kind::negation: {
      auto const accepted = accepts(filter.parts.front(), sight);
      return accepted ? Result<bool>(!*accepted) : accepted;
    }
    case PathFilter::Kind::relation:
      return related(filter, sight);
    case PathFilter::Kind::exists: {
      auto const& path = std::get<std::shared_ptr<PathProgram const>>(filter.left);
      auto const matches = select(*path, sight);
      if (!matches) return tl::unexpected(matches.error());
      return !matches->empty();
    }
  }
  return false;
}

}  // namespace helio::asl
