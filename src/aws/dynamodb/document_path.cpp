#include "aws/dynamodb/document_path.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace helio::aws::dynamodb {
namespace {

// JsonLike is Json or Json const.
template <typename JsonLike>
JsonLike* member_of(JsonLike& members, std::string const& name) {
  auto const found = members.find(name);
  return found == members.end() ? nullptr : &*found;
}

template <typename JsonLike>
JsonLike* step_into(JsonLike& value, PathStep const& step) {
  if (auto const* const name = std::get_if<std::string>(&step)) {
    return value.contains("M") ? member_of(value["M"], *name) : nullptr;
  }
  auto const index = std::get<std::size_t>(step);
  if (!value.contains("L") || index >= value["L"].size()) return nullptr;
  return &value["L"][index];
}

// What the first steps lead to.
template <typename JsonLike>
JsonLike* walk(JsonLike& item, DocumentPath const& path, std::size_t steps) {
  JsonLike* value = member_of(item, std::get<std::string>(path.front()));
  for (std::size_t i = 1; i < steps && value != nullptr; ++i) value = step_into(*value, path[i]);
  return value;
}

// The attributes or the list that the last step leads into; null where it is of another type.
Json* holder(Json& item, DocumentPath const& path) {
  if (path.size() == 1) return &item;
  Json* const value = walk(item, path, path.size() - 1);
  if (value == nullptr) return nullptr;
  char const* const type = std::holds_alternative<std::string>(path.back()) ? "M" : "L";
  return value->contains(type) ? &(*value)[type] : nullptr;
}

tl::unexpected<Error> invalid() {
  return fail(Errc::invalid_argument, "ValidationException",
              "The document path provided in the update expression is invalid for update");
}

}  // namespace

Json const* find(Json const& item, DocumentPath const& path) {
  return walk(item, path, path.size());
}

Json const* find_in(Json const& value, PathStep const& step) { return step_into(value, step); }

Result<void> set(Json& item, DocumentPath const& path, Json value) {
  Json* const into = holder(item, path);
  if (into == nullptr) return invalid();
  if (auto const* const name = std::get_if<std::string>(&path.back())) {
    (*into)[*name] = std::move(value);
    return {};
  }
  auto const index = std::get<std::size_t>(path.back());
  if (index < into->size()) {
    (*into)[index] = std::move(value);
  } else {
    into->push_back(std::move(value));
  }
  return {};
}

Result<void> remove(Json& item, DocumentPath const& path) {
  Json* const from = holder(item, path);
  if (from == nullptr) return invalid();
  if (auto const* const name = std::get_if<std::string>(&path.back())) {
    from->erase(*name);
    return {};
  }
  auto const index = std::get<std::size_t>(path.back());
  if (index < from->size()) from->erase(index);
  return {};
}

bool overlap(DocumentPath const& a, DocumentPath const& b) {
  std::size_t const shorter = std::min(a.size(), b.size());
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin());
}

}  // namespace helio::aws::dynamodb
