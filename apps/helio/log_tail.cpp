#include "helio/log_tail.hpp"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/curl/http_client.hpp"
#include "base/json_members.hpp"

namespace helio::cli {
namespace {

constexpr int kPageMax = 1'000;  // of the REST API

}  // namespace

LogTail::LogTail(std::string function, int limit) : function_(std::move(function)), limit_(limit) {}

std::string LogTail::path() const {
  auto const path = "/logs/" + curl::percent_encoded(function_);
  if (first_) return fmt::format("{}?limit={}&newest=true", path, limit_);
  // A log that was empty is read from its beginning: all of it is new.
  return fmt::format("{}?limit={}&cursor={}", path, kPageMax, curl::percent_encoded(cursor_));
}

bool LogTail::take(Json const& page) {
  first_ = false;
  auto const next = text_member(page, "nextCursor");
  Json const& items = member(page, "items");
  if (!next.empty()) {
    cursor_ = next;
  } else if (items.is_array() && !items.empty()) {
    if (auto const id = text_member(items.back(), "id"); !id.empty()) cursor_ = id;
  }
  return !next.empty();
}

}  // namespace helio::cli
