// CORSConfiguration of a bucket: which web pages of other origins may use it, and how.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/s3/xml_writer.hpp"
#include "base/result.hpp"

namespace helio::aws::s3 {

constexpr std::size_t kCorsRulesMax = 100;

struct CorsRule {
  std::string id;
  std::vector<std::string> headers;  // with at most one "*" each, as origins
  std::vector<std::string> methods;  // GET, PUT, POST, DELETE, HEAD
  std::vector<std::string> origins;
  std::vector<std::string> expose;
  std::optional<int> max_age_s;
};

// Errors: invalid_argument "MalformedXML", "InvalidRequest" (a method that is none, two stars).
[[nodiscard]] Result<std::vector<CorsRule>> parse_cors(std::string_view body);
[[nodiscard]] XmlWriter write_cors(std::vector<CorsRule> const& rules);

// What a page asks for; `headers` in lower case, empty but in a preflight.
struct CorsRequest {
  std::string_view origin, method;
  std::vector<std::string> headers = {};
};

// The first rule that allows it, or null.
[[nodiscard]] CorsRule const* find_cors_rule(std::vector<CorsRule> const& rules,
                                             CorsRequest const& request);

}  // namespace helio::aws::s3
