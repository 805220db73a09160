#include "aws/s3/conditions.hpp"

#include "http/date.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {
namespace {

// HTTP's dates have no fractions, so neither has what they are compared with.
bool modified_after(Timestamp stored, Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(stored) > time;
}

std::optional<Timestamp> date_of(http::Headers const& headers, std::string_view name) {
  auto const text = headers.get(name);
  return text ? http::parse_http_date(*text) : std::nullopt;
}

}  // namespace

Verdict judge_conditions(http::Headers const& headers, Validators const& stored) {
  auto const etag = http::quoted_etag(stored.etag);
  if (auto const if_match = headers.get("if-match")) {
    if (!http::etag_matches(*if_match, etag)) return Verdict::failed;
  } else if (auto const since = date_of(headers, "if-unmodified-since")) {
    if (modified_after(stored.last_modified, *since)) return Verdict::failed;
  }
  if (auto const if_none_match = headers.get("if-none-match")) {
    if (http::etag_matches(*if_none_match, etag)) return Verdict::not_modified;
  } else if (auto const since = date_of(headers, "if-modified-since")) {
    if (!modified_after(stored.last_modified, *since)) return Verdict::not_modified;
  }
  return Verdict::proceed;
}

bool range_counts(http::Headers const& headers, Validators const& stored) {
  auto const condition = headers.get("if-range");
  if (!condition) return true;
  if (auto const date = http::parse_http_date(*condition)) {
    return std::chrono::floor<std::chrono::seconds>(stored.last_modified) == *date;
  }
  return *condition == http::quoted_etag(stored.etag);
}

}  // namespace helio::aws::s3
