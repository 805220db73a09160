#include "aws/s3/cors_rules.hpp"

#include <algorithm>
#include <charconv>

#include "aws/s3/xml_body.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::size_t kIdMax = 255;  // bytes
constexpr std::string_view kMethods[] = {"GET", "PUT", "POST", "DELETE", "HEAD"};

tl::unexpected<Error> malformed() {
  return schema_error(
      "CORSConfiguration has 1 to 100 CORSRule, each with AllowedOrigin and AllowedMethod.");
}

Result<void> add_field(CorsRule& rule, XmlElement const& field) {
  std::string const text(http::trimmed(field.text));
  if (field.name == "ID") {
    if (text.size() > kIdMax) {
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "ID length should not exceed allowed limit of 255");
    }
    rule.id = text;
  } else if (field.name == "AllowedHeader") {
    rule.headers.push_back(text);
  } else if (field.name == "AllowedMethod") {
    rule.methods.push_back(text);
  } else if (field.name == "AllowedOrigin") {
    rule.origins.push_back(text);
  } else if (field.name == "ExposeHeader") {
    rule.expose.push_back(text);
  } else if (field.name == "MaxAgeSeconds") {
    int seconds = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0) return malformed();
    rule.max_age_s = seconds;
  } else {
    return malformed();
  }
  return {};
}

Result<void> check_rule(CorsRule const& rule) {
  if (rule.methods.empty() || rule.origins.empty()) return malformed();
  for (std::string const& method : rule.methods) {
    if (std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods)) continue;
    return fail(Errc::invalid_argument, "InvalidRequest",
                "Found unsupported HTTP method in CORS config. Unsupported method is " +
                    method.substr(0, 64));
  }
  for (auto const* const patterns : {&rule.origins, &rule.headers}) {
    for (std::string const& pattern : *patterns) {
      if (std::count(pattern.begin(), pattern.end(), '*') <= 1) continue;
      return fail(Errc::invalid_argument, "InvalidRequest",
                  (patterns == &rule.origins ? "AllowedOrigin \"" : "AllowedHeader \"") +
                      pattern.substr(0, 256) + "\" can not have more than one wildcard.");
    }
  }
  return {};
}

// "https://*.example.org"; `text` has no star of its own.
bool matches(std::string_view pattern, std::string_view text) {
  auto const star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  std::string_view const front = pattern.substr(0, star);
  std::string_view const back = pattern.substr(star + 1);
  return text.size() >= front.size() + back.size() && text.starts_with(front) &&
         text.ends_with(back);
}

bool any_matches(std::vector<std::string> const& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string const& pattern) { return matches(pattern, text); });
}

void write_all(XmlWriter& xml, std::string_view name, std::vector<std::string> const& texts) {
  for (std::string const& text : texts) xml.text(name, text);
}

}  // namespace

Result<std::vector<CorsRule>> parse_cors(std::string_view body) {
  auto const document = parse_xml(body, "CORSConfiguration");
  if (!document) return tl::unexpected<Error>(document.error());
  std::vector<CorsRule> rules;
  for (XmlElement const& element : document->children) {
    if (element.name != "CORSRule" || rules.size() == kCorsRulesMax) return malformed();
    CorsRule& rule = rules.emplace_back();
    for (XmlElement const& field : element.children) {
      if (auto const added = add_field(rule, field); !added) {
        return tl::unexpected<Error>(added.error());
      }
    }
    if (auto const good = check_rule(rule); !good) return tl::unexpected<Error>(good.error());
  }
  if (rules.empty()) return malformed();
  return rules;
}

XmlWriter write_cors(std::vector<CorsRule> const& rules) {
  XmlWriter xml("CORSConfiguration");
  for (CorsRule const& rule : rules) {
    xml.open("CORSRule");
    if (!rule.id.empty()) xml.text("ID", rule.id);
    write_all(xml, "AllowedHeader", rule.headers);
    write_all(xml, "AllowedMethod", rule.methods);
    write_all(xml, "AllowedOrigin", rule.origins);
    write_all(xml, "ExposeHeader", rule.expose);
    if (rule.max_age_s) {
      xml.number("MaxAgeSeconds", static_cast<std::uint64_t>(*rule.max_age_s));
    }
    xml.close();
  }
  return xml;
}

CorsRule const* find_cors_rule(std::vector<CorsRule> const& rules, CorsRequest const& request) {
  for (CorsRule const& rule : rules) {
    auto const& methods = rule.methods;
    if (std::find(methods.begin(), methods.end(), request.method) == methods.end()) continue;
    if (!any_matches(rule.origins, request.origin)) continue;
    std::vector<std::string> allowed;
    for (std::string const& header : rule.headers) allowed.push_back(http::lower(header));
    bool const headers =
        std::all_of(request.headers.begin(), request.headers.end(),
                    [&](std::string const& header) { return any_matches(allowed, header); });
    if (headers) return &rule;
  }
  return nullptr;
}

}  // namespace helio::aws::s3
