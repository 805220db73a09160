#include "aws/dynamodb/document_path.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace helio::aws::dynamodb {
namespace {

// What the first steps lead to. JsonLike is Json or Json const.
template <typename JsonLike>
JsonLike* walk(JsonLike& item, DocumentPath const& path, std::size_t steps) {
  JsonLike* members = &item;
  JsonLike* value = nullptr;
  for (std::size_t i = 0; i < steps; ++i) {
    if (auto const* const name = std::get_if<std::string>(&path[i])) {
      if (i > 0) {
        if (!value->contains("M")) return nullptr;
        members = &(*value)["M"];
      }
      auto const found = members->find(*name);
      if (found == members->end()) return nullptr;
      value = &*found;
    } else {
      auto const index = std::get<std::size_t>(path[i]);
      if (!value->contains("L") || index >= (*value)["L"].size()) return nullptr;
      value = &(*value)["L"][index];
    }
  }
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
