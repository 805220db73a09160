#include "aws/s3/bucket_cors.hpp"

#include <algorithm>

#include "aws/s3/cors_rules.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/settings.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::string_view kVary =
    "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

// Of the bucket that a request names; none where it has none, or no rules.
std::vector<CorsRule> rules_of(http::RequestHead const& head, objects::BucketStore& buckets,
                               Options const& options) {
  auto const address =
      parse_address(head.headers.get("host").value_or(""), head.raw_path, options.domains);
  if (!address || address->bucket.empty()) return {};
  auto const document = buckets.setting(address->bucket, setting::kCors);
  if (!document || !*document) return {};
  auto rules = parse_cors(**document);
  return rules ? *std::move(rules) : std::vector<CorsRule>();
}

void mark(CorsRule const& rule, std::string_view origin, http::Headers& headers) {
  bool const everybody =
      std::find(rule.origins.begin(), rule.origins.end(), "*") != rule.origins.end();
  headers.set("access-control-allow-origin", everybody ? "*" : std::string(origin));
  headers.set("access-control-allow-methods", http::listed(rule.methods));
  if (!rule.expose.empty()) headers.set("access-control-expose-headers", http::listed(rule.expose));
  if (rule.max_age_s) headers.set("access-control-max-age", std::to_string(*rule.max_age_s));
  if (!everybody) headers.set("access-control-allow-credentials", "true");
  headers.set("vary", std::string(kVary));
}

Outcome<http::Response> preflight(http::RequestHead const& head, objects::BucketStore& buckets,
                                  Options const& options) {
  auto const origin = head.headers.get("origin");
  auto const method = head.headers.get("access-control-request-method");
  if (!origin || !method) {
    return refuse(Errc::invalid_argument, "BadRequest",
                  "Insufficient information. Origin request header and "
                  "Access-Control-Request-Method needed.");
  }
  CorsRequest request{*origin, *method};
  auto const asked = head.headers.get("access-control-request-headers").value_or("");
  for (auto const name : http::list_of(asked)) request.headers.push_back(http::lower(name));
  auto const rules = rules_of(head, buckets, options);
  CorsRule const* const rule = find_cors_rule(rules, request);
  if (rule == nullptr) {
    return refuse(Failure(Errc::forbidden, "AccessForbidden",
                          rules.empty()
                              ? "CORSResponse: CORS is not enabled for this bucket."
                              : "CORSResponse: This CORS request is not allowed. This is "
                                "usually because the evaluation of Origin, request method "
                                "/ Access-Control-Request-Method or "
                                "Access-Control-Request-Headers are not whitelisted by "
                                "the resource's CORS spec.")
                      .with("Method", std::string(*method))
                      .with("ResourceType", "BUCKET"));
  }
  http::Response response;
  mark(*rule, *origin, response.headers);
  if (!request.headers.empty()) {
    response.headers.set("access-control-allow-headers", http::listed(request.headers));
  }
  return response;
}

}  // namespace

http::Filter bucket_cors_filter(http::Handler& inner, objects::BucketStore& buckets,
                                Options const& options) {
  return {inner,
          [&](http::RequestHead const& head) -> std::optional<http::Response> {
            if (head.method != "OPTIONS") return std::nullopt;
            return finished(head, preflight(head, buckets, options));
          },
          [&](http::RequestHead const& head, http::Response& response) {
            auto const origin = head.headers.get("origin");
            if (!origin) return;
            auto const rules = rules_of(head, buckets, options);
            CorsRule const* const rule = find_cors_rule(rules, {*origin, head.method});
            if (rule != nullptr) mark(*rule, *origin, response.headers);
          }};
}

}  // namespace helio::aws::s3
