// Conditional reads (RFC 9110 section 13.2.2): If-Match, If-None-Match and the two of time.
#pragma once

#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws::s3 {

enum class Verdict {
  proceed,
  not_modified,  // 304
  failed         // 412
};

// What can be judged of what is stored.
struct Validators {
  std::string_view etag;  // without quotes
  Timestamp last_modified;
};

[[nodiscard]] Verdict judge_conditions(http::Headers const& headers, Validators const& stored);

// Whether a Range counts: If-Range names what is stored, or is not there.
[[nodiscard]] bool range_counts(http::Headers const& headers, Validators const& stored);

}  // namespace helio::aws::s3
