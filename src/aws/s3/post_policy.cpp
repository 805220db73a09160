#include "aws/s3/post_policy.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::size_t kPolicyBytesMax = 32 * 1024;

tl::unexpected<Error> invalid(std::string const& what) {
  return fail(Errc::invalid_argument, "InvalidPolicyDocument", "Invalid Policy: " + what);
}

tl::unexpected<Error> denied(std::string const& what) {
  return fail(Errc::forbidden, "AccessDenied", "Invalid according to Policy: " + what);
}

bool needs_no_condition(std::string_view name) {
  constexpr std::string_view kFree[] = {"awsaccesskeyid", "file", "policy", "signature",
                                        "x-amz-signature"};
  return name.starts_with("x-ignore-") ||
         std::find(std::begin(kFree), std::end(kFree), name) != std::end(kFree);
}

class Check {
 public:
  explicit Check(FormFields const& fields) : fields_(fields) {}

  Result<void> apply(Json const& condition) {
    if (condition.is_object()) return apply_equals(condition);
    if (!condition.is_array() || condition.size() != 3 || !condition[0].is_string()) {
      return invalid("Invalid JSON: a condition is {\"field\": \"value\"} or has three elements.");
    }
    auto const how = http::lower(condition[0].get<std::string>());
    if (how == "content-length-range") return apply_range(condition);
    if (!condition[1].is_string() || !condition[2].is_string()) {
      return invalid("Invalid Condition: a field and a value are texts.");
    }
    auto const name = condition[1].get<std::string>();
    auto const value = condition[2].get<std::string>();
    if (!name.starts_with('$')) return invalid("Invalid Condition: a field begins with $.");
    if (how == "eq") return hold(name.substr(1), value, false);
    if (how == "starts-with") return hold(name.substr(1), value, true);
    return invalid("Unknown operation in a condition: " + how.substr(0, 64) + ".");
  }

  // Every field of the form needs a condition.
  Result<SizeRange> finish() const {
    for (auto const& [name, value] : fields_) {
      if (!needs_no_condition(name) && !named_.contains(name)) {
        return denied("Extra input fields: " + name.substr(0, 64));
      }
    }
    return range_;
  }

 private:
  Result<void> apply_equals(Json const& condition) {
    if (condition.empty()) return invalid("a condition is empty.");
    for (auto const& [name, value] : condition.items()) {
      if (!value.is_string()) return invalid("Invalid Simple-Condition: a value is a text.");
      auto const held = hold(name, value.get<std::string>(), false);
      if (!held) return held;
    }
    return {};
  }

  Result<void> apply_range(Json const& condition) {
    if (!condition[1].is_number_unsigned() || !condition[2].is_number_unsigned()) {
      return invalid("content-length-range has two sizes in bytes.");
    }
    range_.least = std::max(range_.least, condition[1].get<std::uint64_t>());
    range_.most = std::min(range_.most, condition[2].get<std::uint64_t>());
    return {};
  }

  Result<void> hold(std::string_view field, std::string_view value, bool as_prefix) {
    auto const name = http::lower(field);
    named_.insert(name);
    auto const found = fields_.find(name);
    std::string_view const sent = found == fields_.end() ? std::string_view() : found->second;
    bool const there = found != fields_.end() || (as_prefix && value.empty());
    if (there && (as_prefix ? sent.starts_with(value) : sent == value)) return {};
    return denied(std::string("Policy Condition failed: [\"") + (as_prefix ? "starts-with" : "eq") +
                  "\", \"$" + name.substr(0, 64) + "\", \"" + std::string(value.substr(0, 256)) +
                  "\"]");
  }

  FormFields const& fields_;
  std::set<std::string> named_;
  SizeRange range_;
};

}  // namespace

Result<SizeRange> check_policy(std::string_view base64, FormFields const& fields, Timestamp now) {
  auto const bytes = from_base64(base64);
  if (!bytes) return invalid("it is no base64.");
  auto const policy = parse_json(text_of(*bytes), {.bytes_max = kPolicyBytesMax, .depth_max = 8});
  if (!policy || !policy->is_object()) return invalid("Invalid JSON.");
  Json const& expiration = member(*policy, "expiration");
  if (!expiration.is_string()) return invalid("Policy missing expiration.");
  auto const until = parse_rfc3339(expiration.get<std::string>());
  if (!until) return invalid("Invalid 'expiration' value.");
  if (now >= *until) return denied("Policy expired.");
  Json const& conditions = member(*policy, "conditions");
  if (!conditions.is_array()) return invalid("Policy missing conditions.");
  Check check(fields);
  for (Json const& condition : conditions) {
    if (auto const held = check.apply(condition); !held) return tl::unexpected<Error>(held.error());
  }
  return check.finish();
}

}  // namespace helio::aws::s3
