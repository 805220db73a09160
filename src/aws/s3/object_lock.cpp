#include "aws/s3/object_lock.hpp"

#include <charconv>

#include "aws/s3/authorize.hpp"
#include "aws/s3/settings.hpp"
#include "base/timestamp.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

using Mode = objects::ObjectLock::Mode;

constexpr int kDaysMax = 36'500;
constexpr int kDaysOfYear = 365;

tl::unexpected<Error> malformed() {
  return schema_error("DefaultRetention has a Mode, and either Days or Years.");
}

tl::unexpected<Error> no_lock() {
  return fail(Errc::invalid_argument, "InvalidRequest",
              "Bucket is missing Object Lock Configuration");
}

Result<int> read_period(XmlElement const& retention) {
  auto const days = retention.child_text("Days");
  auto const years = retention.child_text("Years");
  if (days.empty() == years.empty()) return malformed();
  auto const text = days.empty() ? years : days;
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return malformed();
  int const unit = days.empty() ? kDaysOfYear : 1;
  if (value < 1 || value > kDaysMax / unit) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "Default retention period must be a positive integer value, of at most 100 years.");
  }
  return value * unit;
}

}  // namespace

Mode parse_lock_mode(std::string_view text) {
  if (text == "GOVERNANCE") return Mode::governance;
  return text == "COMPLIANCE" ? Mode::compliance : Mode::none;
}

std::string_view lock_mode_name(Mode mode) {
  if (mode == Mode::none) return "";
  return mode == Mode::governance ? "GOVERNANCE" : "COMPLIANCE";
}

Result<DefaultRetention> parse_lock_configuration(XmlElement const& document) {
  bool const known = document.has_only({"ObjectLockEnabled"}, {"Rule"});
  if (!known || document.child_text("ObjectLockEnabled") != "Enabled") return malformed();
  XmlElement const* const rule = document.child("Rule");
  if (rule == nullptr) return DefaultRetention();
  XmlElement const* const retention = rule->child("DefaultRetention");
  if (retention == nullptr || !rule->has_only({}, {"DefaultRetention"}) ||
      !retention->has_only({"Mode", "Days", "Years"})) {
    return malformed();
  }
  DefaultRetention standard{.mode = parse_lock_mode(retention->child_text("Mode"))};
  if (standard.mode == Mode::none) return malformed();
  auto const days = read_period(*retention);
  if (!days) return tl::unexpected<Error>(days.error());
  standard.days = *days;
  return standard;
}

Result<std::optional<DefaultRetention>> lock_configuration(Call const& call) {
  auto const text = call.stores.buckets.setting(call.address.bucket, setting::kObjectLock);
  if (!text) return tl::unexpected<Error>(text.error());
  if (!*text) return std::optional<DefaultRetention>();
  auto const document = parse_xml(**text, "ObjectLockConfiguration");
  if (!document) return tl::unexpected<Error>(document.error());
  auto standard = parse_lock_configuration(*document);
  if (!standard) return tl::unexpected<Error>(standard.error());
  return std::optional(*standard);
}

Result<void> demand_lock(Call const& call) {
  auto const configuration = lock_configuration(call);
  if (!configuration) return tl::unexpected<Error>(configuration.error());
  if (!*configuration) return no_lock();
  return {};
}

Result<objects::ObjectLock> lock_of(Call const& call) {
  auto const mode = call.header("x-amz-object-lock-mode");
  auto const until = call.header("x-amz-object-lock-retain-until-date");
  auto const hold = call.header("x-amz-object-lock-legal-hold");
  auto const configuration = lock_configuration(call);
  if (!configuration) return tl::unexpected<Error>(configuration.error());
  objects::ObjectLock lock;
  if (!*configuration) {
    if (mode || until || hold) return no_lock();
    return lock;
  }
  if (hold && *hold != "ON" && *hold != "OFF") {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "Legal Hold must be either of 'ON' or 'OFF'");
  }
  lock.legal_hold = hold == "ON";
  if (mode.has_value() != until.has_value()) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be "
                "supplied");
  }
  if (!mode) {
    lock.mode = (*configuration)->mode;
    if (lock.mode != Mode::none)
      lock.retain_until = call.now + std::chrono::days((*configuration)->days);
    return lock;
  }
  lock.mode = parse_lock_mode(*mode);
  auto const time = parse_rfc3339(*until);
  if (lock.mode == Mode::none || !time || *time <= call.now) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                lock.mode == Mode::none ? "Unknown wormMode directive."
                                        : "The retain until date must be in the future!");
  }
  lock.retain_until = *time;
  return lock;
}

void add_lock(http::Headers& headers, objects::ObjectLock const& lock) {
  if (lock.mode != Mode::none) {
    headers.add("x-amz-object-lock-mode", std::string(lock_mode_name(lock.mode)));
    headers.add("x-amz-object-lock-retain-until-date", to_rfc3339(lock.retain_until));
  }
  if (lock.legal_hold) headers.add("x-amz-object-lock-legal-hold", "ON");
}

bool bypasses_governance(Call const& call) {
  auto const header = call.header("x-amz-bypass-governance-retention");
  return header && http::same_word(*header, "true") &&
         allows(call.verified.identity.grant, Access::own, {call.address.bucket, ""});
}

}  // namespace helio::aws::s3
