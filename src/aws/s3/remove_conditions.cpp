#include "aws/s3/remove_conditions.hpp"

#include <charconv>

#include "base/timestamp.hpp"
#include "http/date.hpp"

namespace helio::aws::s3 {
namespace {

std::optional<Timestamp> parse_time(std::string_view text) {
  if (auto const date = http::parse_http_date(text)) return date;
  auto const time = parse_rfc3339(text);
  if (!time) return std::nullopt;
  return std::chrono::floor<std::chrono::seconds>(*time);
}

}  // namespace

Result<objects::RemoveConditions> read_conditions(ConditionTexts const& texts) {
  objects::RemoveConditions conditions;
  if (texts.etag) conditions.if_match = *texts.etag;
  if (texts.size) {
    auto const& size = *texts.size;
    std::uint64_t bytes = 0;
    auto const [end, error] = std::from_chars(size.data(), size.data() + size.size(), bytes);
    if (error != std::errc() || end != size.data() + size.size()) {
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "The size of a conditional delete is a number of bytes.");
    }
    conditions.if_size_bytes = bytes;
  }
  if (texts.time) {
    conditions.if_last_modified = parse_time(*texts.time);
    if (!conditions.if_last_modified) {
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "The last-modified time of a conditional delete is an HTTP date.");
    }
  }
  return conditions;
}

}  // namespace helio::aws::s3
