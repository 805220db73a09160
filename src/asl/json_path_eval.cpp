#include <algorithm>

#include "asl/json_path.hpp"
#include "asl/json_path_program.hpp"
#include "base/json_dump.hpp"

namespace helio::asl {
namespace {

using Matches = std::vector<Json const*>;

tl::unexpected<Error> too_large() {
  return fail(Errc::too_large, "PathResultTooLarge",
              "The path visits more than " + std::to_string(kEvaluationWorkMax) +
                  " values; name what is needed more narrowly.");
}

// The root value, nullptr for a variable that no scope has.
Json const* root_of(PathProgram const& path, PathSight sight) {
  switch (path.root) {
    case PathRoot::input:
      return &sight.scope.input;
    case PathRoot::context:
      return &sight.scope.context;
    case PathRoot::variable:
      return sight.scope.variable(path.variable);
    case PathRoot::current:
      return sight.current;
  }
  return nullptr;
}

Json const* element(Json const& array, std::int64_t index) {
  auto const size = static_cast<std::int64_t>(array.size());
  std::int64_t const at = index < 0 ? index + size : index;
  return at < 0 || at >= size ? nullptr : &array[static_cast<std::size_t>(at)];
}

Json const* member(Json const& value, std::string const& name) {
  if (!value.is_object()) return nullptr;
  auto const found = value.find(name);
  return found == value.end() ? nullptr : &*found;
}

// One step's selection from one value; what does not fit the value selects nothing.
class Selection {
 public:
  Selection(PathStep const& step, PathSight sight, Matches& out)
      : step_(step), sight_(sight), out_(out) {}

  Result<void> from(Json const& value) {
    return std::visit([&](auto const& select) { return take(select, value); }, step_.select);
  }

 private:
  Result<void> take(Names const& select, Json const& value) {
    for (std::string const& name : select.names) {
      if (!add(member(value, name))) return too_large();
    }
    return {};
  }

  Result<void> take(Indexes const& select, Json const& value) {
    if (!value.is_array()) return {};
    for (std::int64_t const index : select.indexes) {
      if (!add(element(value, index))) return too_large();
    }
    return {};
  }

  Result<void> take(Slice const& select, Json const& value) {
    if (!value.is_array()) return {};
    auto const size = static_cast<std::int64_t>(value.size());
    auto const bound = [size](std::int64_t at) {
      return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
    };
    std::int64_t const to = bound(select.to.value_or(size));
    for (std::int64_t at = bound(select.from.value_or(0)); at < to;) {
      if (!add(&value[static_cast<std::size_t>(at)])) return too_large();
      at = select.step >= size ? to : at + select.step;
    }
    return {};
  }

  Result<void> take(Wildcard const&, Json const& value) {
    if (!value.is_structured()) return {};
    for (Json const& child : value) {
      if (!add(&child)) return too_large();
    }
    return {};
  }

  // An array's elements are tested; an object is tested itself. Below `..` every object is met as
  // itself, so testing elements as well would find them twice.
  Result<void> take(std::shared_ptr<PathFilter const> const& filter, Json const& value) {
    if (value.is_object()) return test(*filter, value);
    if (!value.is_array() || step_.descend) return {};
    for (Json const& child : value) {
      if (auto tested = test(*filter, child); !tested) return tested;
    }
    return {};
  }

  Result<void> test(PathFilter const& filter, Json const& value) {
    if (!sight_.budget.spend(1)) return too_large();
    auto const accepted = accepts(filter, {sight_.scope, &value, sight_.budget});
    if (!accepted) return tl::unexpected(accepted.error());
    return !*accepted || add(&value) ? Result<void>{} : too_large();
  }

  bool add(Json const* match) {
    if (match != nullptr) out_.push_back(match);
    return sight_.budget.spend(1);
  }

  PathStep const& step_;
  PathSight sight_;
  Matches& out_;
};

// The value and all objects and arrays below it, parents first, in document order. A stack of its
// own: the depth is the data's.
bool with_descendants(Json const& value, WorkBudget& budget, Matches& out) {
  Matches waiting{&value};
  while (!waiting.empty()) {
    Json const* const next = waiting.back();
    waiting.pop_back();
    out.push_back(next);
    if (!budget.spend(1 + next->size())) return false;
    std::size_t const first = waiting.size();
    for (Json const& child : *next) {
      if (child.is_structured()) waiting.push_back(&child);
    }
    std::reverse(waiting.begin() + static_cast<std::ptrdiff_t>(first), waiting.end());
  }
  return true;
}

Result<Json> copy(Json const& value, WorkBudget& budget) {
  if (!budget.spend(work_of(value, budget.left))) return too_large();
  return value;
}

// Why a definite path found nothing, in Jayway's words.
Error not_found(PathProgram const& path, PathSight sight) {
  Json const* at = root_of(path, sight);
  if (at == nullptr) {
    return {Errc::not_found, "PathNotFound",
            "The variable '$" + path.variable + "' has not been assigned."};
  }
  std::size_t const last = path.steps.empty() ? 0 : path.steps.size() - 1;
  for (std::size_t i = 0; i < last && at != nullptr; ++i) {
    Json const& value = *at;
    if (auto const* const names = std::get_if<Names>(&path.steps[i].select)) {
      at = member(value, names->names.front());
      if (at == nullptr && value.is_object()) {
        return {Errc::not_found, "PathNotFound",
                "Missing property in path " + path.normalised(i + 1)};
      }
    } else if (auto const* const indexes = std::get_if<Indexes>(&path.steps[i].select)) {
      at = value.is_array() ? element(value, indexes->indexes.front()) : nullptr;
    }
  }
  return {Errc::not_found, "PathNotFound",
          "No results for path: " + path.normalised(path.steps.size())};
}

// `['a','b']` at the end: one object of the members there are.
bool merges(PathProgram const& path) {
  if (path.steps.empty() || path.steps.back().descend) return false;
  auto const* const names = std::get_if<Names>(&path.steps.back().select);
  return names != nullptr && names->names.size() > 1;
}

Result<Json> merged(PathProgram const& path, PathSight sight) {
  PathProgram parents = path;
  parents.steps.pop_back();
  auto const matches = select(parents, sight);
  if (!matches) return tl::unexpected(matches.error());
  if (path.definite && (matches->empty() || !matches->front()->is_object())) {
    return tl::unexpected(not_found(path, sight));
  }
  Json all = Json::array();
  for (Json const* const parent : *matches) {
    Json one = Json::object();
    for (std::string const& name : std::get<Names>(path.steps.back().select).names) {
      Json const* const found = member(*parent, name);
      if (found == nullptr) continue;
      auto value = copy(*found, sight.budget);
      if (!value) return value;
      one[name] = std::move(*value);
    }
    all.push_back(std::move(one));
  }
  if (path.definite) return std::move(all.front());
  return all;
}

}  // namespace

std::size_t work_of(Json const& value, std::size_t stop) {
  std::size_t count = 0;
  Matches waiting{&value};
  while (!waiting.empty() && count <= stop) {
    Json const* const next = waiting.back();
    waiting.pop_back();
    ++count;
    if (next->is_string()) count += next->get_ref<std::string const&>().size() / kTextBytesPerWork;
    if (!next->is_structured()) continue;
    if (count + next->size() > stop) return stop + 1;
    for (Json const& child : *next) waiting.push_back(&child);
  }
  return count;
}

std::string quoted(PathProgram const& path, Scope const& scope) {
  Json const& root = path.root == PathRoot::context ? scope.context : scope.input;
  std::string text = dump_json(root);
  if (text.size() > kQuotedBytesMax) text = text.substr(0, kQuotedBytesMax) + "…";
  return text;
}

Result<std::vector<Json const*>> select(PathProgram const& path, PathSight sight) {
  Matches matches;
  if (Json const* const root = root_of(path, sight)) matches.push_back(root);
  for (PathStep const& step : path.steps) {
    Matches next;
    Selection selection(step, sight, next);
    for (Json const* const match : matches) {
      if (!step.descend) {
        if (auto const taken = selection.from(*match); !taken) {
          return tl::unexpected(taken.error());
        }
        continue;
      }
      Matches below;
      if (!with_descendants(*match, sight.budget, below)) return too_large();
      for (Json const* const one : below) {
        if (auto const taken = selection.from(*one); !taken) {
          return tl::unexpected(taken.error());
        }
      }
    }
    matches = std::move(next);
  }
  return matches;
}

Result<Json> value_of(PathProgram const& path, PathSight sight) {
  if (merges(path)) {
    auto object = merged(path, sight);
    return object && path.function ? apply_function(path, *object) : object;
  }
  auto const matches = select(path, sight);
  if (!matches) return tl::unexpected(matches.error());
  if (root_of(path, sight) == nullptr) return tl::unexpected(not_found(path, sight));
  if (path.definite) {
    if (matches->empty()) return tl::unexpected(not_found(path, sight));
    return path.function ? apply_function(path, *matches->front())
                         : copy(*matches->front(), sight.budget);
  }
  Json all = Json::array();
  for (Json const* const match : *matches) {
    auto value = copy(*match, sight.budget);
    if (!value) return value;
    all.push_back(std::move(*value));
  }
  return path.function ? apply_function(path, all) : Result<Json>(std::move(all));
}

}  // namespace helio::asl
