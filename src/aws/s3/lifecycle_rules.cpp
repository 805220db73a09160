#include "aws/s3/lifecycle_rules.hpp"

#include <charconv>
#include <chrono>
#include <set>

#include "aws/s3/settings.hpp"
#include "aws/s3/xml_body.hpp"
#include "base/timestamp.hpp"
#include "objects/tags.hpp"

namespace helio::aws::s3 {
namespace {

using objects::LifecycleFilter;
using objects::LifecycleRule;

constexpr std::size_t kIdMax = 255;

tl::unexpected<Error> malformed() {
  return schema_error(
      "LifecycleConfiguration has 1 to 1000 Rule, each with a Status, a Filter and something to "
      "do, and each of these once.");
}

template <typename Number>
Result<Number> number_of(std::string_view text, Number least) {
  Number value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return malformed();
  if (value >= least) return value;
  return fail(Errc::invalid_argument, "InvalidArgument",
              "'Days' for a lifecycle action must be a positive integer");
}

// Puts the number of a child, if it is there.
template <typename Number>
Result<void> take_number(XmlElement const& parent, std::string_view name, Number least,
                         std::optional<Number>& into) {
  if (parent.child(name) == nullptr) return {};
  auto const value = number_of<Number>(parent.child_text(name), least);
  if (!value) return tl::unexpected<Error>(value.error());
  into = *value;
  return {};
}

Result<void> add_condition(XmlElement const& condition, LifecycleFilter& filter) {
  if (condition.name == "Prefix") {
    filter.prefix = condition.text;
  } else if (condition.name == "Tag") {
    XmlElement const* const key = condition.child("Key");
    XmlElement const* const value = condition.child("Value");
    if (key == nullptr || value == nullptr) return malformed();
    if (!filter.tags.emplace(key->text, value->text).second) {
      return fail(Errc::invalid_argument, "InvalidRequest", "Duplicate Tag Keys are not allowed.");
    }
    return objects::check_tags(filter.tags);
  } else if (condition.name == "ObjectSizeGreaterThan" || condition.name == "ObjectSizeLessThan") {
    auto const bytes = number_of<std::uint64_t>(condition.text, 0);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    (condition.name == "ObjectSizeLessThan" ? filter.size_below_bytes : filter.size_above_bytes) =
        *bytes;
  } else {
    return malformed();
  }
  return {};
}

Result<void> read_filter(XmlElement const& element, LifecycleFilter& filter) {
  XmlElement const* const both = element.child("And");
  if (element.children.size() > 1) return malformed();
  for (XmlElement const& condition : (both == nullptr ? element : *both).children) {
    if (auto const added = add_condition(condition, filter); !added) return added;
  }
  return {};
}

Result<void> read_expiration(XmlElement const& element, LifecycleRule& rule) {
  if (element.children.size() != 1) return malformed();
  if (auto const days = take_number(element, "Days", 1, rule.expire_days); !days) return days;
  if (element.child("Date") != nullptr) {
    auto const time = parse_rfc3339(element.child_text("Date"));
    if (!time || *time != std::chrono::floor<std::chrono::days>(*time)) {
      return fail(Errc::invalid_argument, "InvalidArgument", "'Date' must be at midnight GMT");
    }
    rule.expire_at = *time;
  }
  if (element.child("ExpiredObjectDeleteMarker") != nullptr) {
    std::string_view const marker = element.child_text("ExpiredObjectDeleteMarker");
    rule.expire_delete_marker = marker == "true";
    if (marker != "true" && marker != "false") return malformed();
  }
  return {};
}

Result<void> read_noncurrent(XmlElement const& element, LifecycleRule& rule) {
  if (auto const days = take_number(element, "NoncurrentDays", 1, rule.noncurrent_days); !days) {
    return days;
  }
  std::optional<int> kept;
  if (auto const some = take_number(element, "NewerNoncurrentVersions", 1, kept); !some)
    return some;
  rule.noncurrent_kept = kept.value_or(0);
  if (!rule.noncurrent_days) return malformed();
  return {};
}

Result<void> read_part(XmlElement const& part, LifecycleRule& rule) {
  if (part.name == "ID") {
    rule.id = part.text;
    if (rule.id.size() <= kIdMax) return {};
    return fail(Errc::invalid_argument, "InvalidArgument",
                "ID length should not exceed allowed limit of 255");
  }
  if (part.name == "Prefix") return add_condition(part, rule.filter);
  if (part.name == "Filter") return read_filter(part, rule.filter);
  if (part.name == "Expiration") return read_expiration(part, rule);
  if (part.name == "NoncurrentVersionExpiration") return read_noncurrent(part, rule);
  if (part.name == "AbortIncompleteMultipartUpload") {
    return take_number(part, "DaysAfterInitiation", 1, rule.abort_upload_days);
  }
  if (part.name == "Status") {
    rule.enabled = part.text == "Enabled";
    return rule.enabled || part.text == "Disabled" ? Result<void>() : malformed();
  }
  if (part.name == "Transition" || part.name == "NoncurrentVersionTransition") {
    return fail(Errc::unsupported, "NotImplemented",
                "There is one storage class, so nothing can be moved to another.");
  }
  return malformed();
}

Result<LifecycleRule> read_rule(XmlElement const& element) {
  LifecycleRule rule;
  std::set<std::string_view> seen;
  for (XmlElement const& part : element.children) {
    if (!seen.insert(part.name).second) return malformed();
    if (auto const read = read_part(part, rule); !read) return tl::unexpected<Error>(read.error());
  }
  bool const filtered = element.child("Filter") != nullptr || element.child("Prefix") != nullptr;
  bool const acts = rule.expire_days || rule.expire_at || rule.expire_delete_marker ||
                    rule.noncurrent_days || rule.abort_upload_days;
  if (!filtered || !acts || element.child("Status") == nullptr) return malformed();
  bool const inside =
      !rule.filter.tags.empty() || rule.filter.size_above_bytes || rule.filter.size_below_bytes;
  if (inside && (rule.abort_upload_days || rule.expire_delete_marker)) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "AbortIncompleteMultipartUpload and ExpiredObjectDeleteMarker cannot be specified "
                "with Tags or sizes.");
  }
  return rule;
}

void write_condition(XmlWriter& xml, LifecycleFilter const& filter) {
  std::size_t const count =
      filter.tags.size() + (filter.size_above_bytes ? 1 : 0) + (filter.size_below_bytes ? 1 : 0);
  bool const prefix = !filter.prefix.empty() || count == 0;
  bool const both = count + (prefix ? 1 : 0) > 1;
  xml.open("Filter");
  if (both) xml.open("And");
  if (prefix) xml.text("Prefix", filter.prefix);
  for (auto const& [name, value] : filter.tags) {
    xml.open("Tag").text("Key", name).text("Value", value).close();
  }
  if (filter.size_above_bytes) xml.number("ObjectSizeGreaterThan", *filter.size_above_bytes);
  if (filter.size_below_bytes) xml.number("ObjectSizeLessThan", *filter.size_below_bytes);
  if (both) xml.close();
  xml.close();
}

void write_days(XmlWriter& xml, std::string_view name, int days) {
  xml.number(name, static_cast<std::uint64_t>(days));
}

void write_actions(XmlWriter& xml, LifecycleRule const& rule) {
  if (rule.expire_days || rule.expire_at || rule.expire_delete_marker) {
    xml.open("Expiration");
    if (rule.expire_days) write_days(xml, "Days", *rule.expire_days);
    if (rule.expire_at) xml.text("Date", to_rfc3339_seconds(*rule.expire_at));
    if (rule.expire_delete_marker) xml.boolean("ExpiredObjectDeleteMarker", true);
    xml.close();
  }
  if (rule.noncurrent_days) {
    xml.open("NoncurrentVersionExpiration");
    write_days(xml, "NoncurrentDays", *rule.noncurrent_days);
    if (rule.noncurrent_kept > 0) write_days(xml, "NewerNoncurrentVersions", rule.noncurrent_kept);
    xml.close();
  }
  if (rule.abort_upload_days) {
    xml.open("AbortIncompleteMultipartUpload");
    write_days(xml, "DaysAfterInitiation", *rule.abort_upload_days);
    xml.close();
  }
}

}  // namespace

Result<std::vector<LifecycleRule>> parse_lifecycle(std::string_view body) {
  auto const document = parse_xml(body, "LifecycleConfiguration");
  if (!document) return tl::unexpected<Error>(document.error());
  std::vector<LifecycleRule> rules;
  std::set<std::string> ids;
  for (XmlElement const& element : document->children) {
    if (element.name != "Rule" || rules.size() == kLifecycleRulesMax) return malformed();
    auto rule = read_rule(element);
    if (!rule) return tl::unexpected<Error>(rule.error());
    if (rule->id.empty()) rule->id = "rule-" + std::to_string(rules.size() + 1);
    if (!ids.insert(rule->id).second) {
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "Rule ID must be unique. Found same ID for more than one rule");
    }
    rules.push_back(*std::move(rule));
  }
  if (rules.empty()) return malformed();
  return rules;
}

XmlWriter write_lifecycle(std::vector<LifecycleRule> const& rules) {
  XmlWriter xml("LifecycleConfiguration");
  for (LifecycleRule const& rule : rules) {
    xml.open("Rule").text("ID", rule.id);
    write_condition(xml, rule.filter);
    xml.text("Status", rule.enabled ? "Enabled" : "Disabled");
    write_actions(xml, rule);
    xml.close();
  }
  return xml;
}

Result<std::size_t> carry_out_lifecycles(Stores const& stores, Timestamp now,
                                         std::stop_token const& stop) {
  auto const buckets = stores.buckets.buckets();
  if (!buckets) return tl::unexpected<Error>(buckets.error());
  std::size_t removed = 0;
  for (objects::Bucket const& bucket : *buckets) {
    auto const document = stores.buckets.setting(bucket.name, setting::kLifecycle);
    if (!document || !*document) continue;
    auto const rules = parse_lifecycle(**document);
    if (!rules) return tl::unexpected<Error>(rules.error());
    auto const some =
        objects::carry_out({stores.versions, stores.uploads}, bucket.name, *rules, now, stop);
    if (!some) return some;
    removed += *some;
  }
  return removed;
}

}  // namespace helio::aws::s3
