#include "asl/reference_path.hpp"

#include <nlohmann/json.hpp>

#include "asl/json_path.hpp"
#include "asl/json_path_program.hpp"

namespace helio::asl {
namespace {

tl::unexpected<Error> no_match(std::string const& path, std::string_view why) {
  return fail(Errc::invalid_argument, "States.ResultPathMatchFailure",
              "Unable to apply the path '" + path + "': " + std::string(why));
}

}  // namespace

Result<ReferencePath> ReferencePath::parse(std::string_view text) {
  auto const invalid = [&](std::string_view why) {
    return fail(Errc::invalid_argument, "InvalidPath",
                "'" + std::string(text) + "' is no Reference Path: " + std::string(why));
  };
  if (text.size() > kPathBytesMax) return invalid("it is too long.");
  TextCursor cursor(text);
  auto const program = parse_path(cursor, PathPlace::reference, 0);
  if (!program) return tl::unexpected(program.error());
  if (program->root != PathRoot::input) return invalid("it must begin with '$' and a '.' or '['.");
  if (program->function) return invalid("it may not call a function.");
  std::vector<Step> steps;
  for (PathStep const& step : program->steps) {
    if (step.descend) return invalid("it may not contain '..'.");
    auto const* const names = std::get_if<Names>(&step.select);
    auto const* const indexes = std::get_if<Indexes>(&step.select);
    if (names != nullptr && names->names.size() == 1) {
      steps.emplace_back(names->names.front());
    } else if (indexes != nullptr && indexes->indexes.size() == 1 && indexes->indexes[0] >= 0) {
      steps.emplace_back(static_cast<std::size_t>(indexes->indexes[0]));
    } else {
      return invalid("a step is one name or one index from 0.");
    }
  }
  return ReferencePath(std::string(text), std::move(steps));
}

Result<void> ReferencePath::set(Json& root, Json value) const {
  // First the way through what exists, changing nothing; what is missing there can be made.
  Json* at = &root;
  std::size_t done = 0;
  for (; done < steps_.size(); ++done) {
    if (auto const* const name = std::get_if<std::string>(&steps_[done])) {
      if (at->is_null()) break;
      if (!at->is_object()) return no_match(text_, "'" + *name + "' needs an object.");
      auto const found = at->find(*name);
      if (found == at->end()) break;
      at = &*found;
    } else {
      std::size_t const index = std::get<std::size_t>(steps_[done]);
      if (!at->is_array()) return no_match(text_, "an index needs an array.");
      if (index > at->size()) return no_match(text_, "the array has no such element.");
      if (index == at->size()) break;
      at = &(*at)[index];
    }
  }
  for (std::size_t made = done + 1; made < steps_.size(); ++made) {
    if (auto const* const index = std::get_if<std::size_t>(&steps_[made]); index && *index != 0) {
      return no_match(text_, "the array has no such element.");
    }
  }
  for (; done < steps_.size(); ++done) {
    if (auto const* const name = std::get_if<std::string>(&steps_[done])) {
      if (at->is_null()) *at = Json::object();
      at = &(*at)[*name];
    } else {
      if (at->is_null()) *at = Json::array();
      at->push_back(nullptr);
      at = &at->back();
    }
  }
  *at = std::move(value);
  return {};
}

}  // namespace helio::asl
