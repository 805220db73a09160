#include "base/timestamp.hpp"

#include <charconv>

#include <fmt/format.h>

namespace helio {
namespace {

namespace chrono = std::chrono;

struct Civil {
  chrono::year_month_day date;
  chrono::hh_mm_ss<chrono::milliseconds> time;
};

Civil civil(Timestamp time) {
  auto const day = chrono::floor<chrono::days>(time);
  return {chrono::year_month_day(day), chrono::hh_mm_ss<chrono::milliseconds>(time - day)};
}

std::string seconds_text(Civil const& at) {
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(at.date.year()),
                     static_cast<unsigned>(at.date.month()), static_cast<unsigned>(at.date.day()),
                     at.time.hours().count(), at.time.minutes().count(), at.time.seconds().count());
}

// Takes exactly `digits` decimal digits off the front of `text`.
bool take_number(std::string_view& text, std::size_t digits, int& value) {
  if (text.size() < digits) return false;
  auto const* const end = text.data() + digits;
  if (text[0] == '-' || text[0] == '+') return false;
  auto const [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return false;
  text.remove_prefix(digits);
  return true;
}

bool take(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool take_fraction(std::string_view& text, int& milliseconds) {
  int digits = 0;
  int scale = 100;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    milliseconds += (text[0] - '0') * scale;
    scale /= 10;
    text.remove_prefix(1);
    if (++digits > 9) return false;
  }
  return digits > 0;
}

bool take_offset(std::string_view& text, chrono::minutes& offset) {
  if (take(text, "Zz")) return true;
  bool const west = !text.empty() && text[0] == '-';
  int hours = 0;
  int minutes = 0;
  if (!take(text, "+-") || !take_number(text, 2, hours) || !take(text, ":") ||
      !take_number(text, 2, minutes) || hours > 23 || minutes > 59) {
    return false;
  }
  offset = chrono::hours(hours) + chrono::minutes(minutes);
  if (west) offset = -offset;
  return true;
}

}  // namespace

std::string to_rfc3339(Timestamp time) {
  auto const at = civil(time);
  return fmt::format("{}.{:03}Z", seconds_text(at), at.time.subseconds().count());
}

std::string to_rfc3339_seconds(Timestamp time) { return seconds_text(civil(time)) + "Z"; }

Result<Timestamp> parse_rfc3339(std::string_view text) {
  auto const refuse = [whole = text] {
    return fail(Errc::invalid_argument, "InvalidTimestamp",
                "\"" + std::string(whole.substr(0, 64)) +
                    "\" is not a time like 2026-11-25T07:48:03Z (RFC 3339).");
  };
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milliseconds = 0;
  chrono::minutes offset{0};
  if (!take_number(text, 4, year) || !take(text, "-") || !take_number(text, 2, month) ||
      !take(text, "-") || !take_number(text, 2, day) || !take(text, "Tt") ||
      !take_number(text, 2, hour) || !take(text, ":") || !take_number(text, 2, minute) ||
      !take(text, ":") || !take_number(text, 2, second)) {
    return refuse();
  }
  if (take(text, ".") && !take_fraction(text, milliseconds)) return refuse();
  if (!take_offset(text, offset) || !text.empty()) return refuse();
  auto const date =
      chrono::year_month_day(chrono::year(year), chrono::month(month), chrono::day(day));
  // A leap second (60) is taken as the first of the next minute.
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return refuse();
  return Timestamp(chrono::sys_days(date) + chrono::hours(hour) + chrono::minutes(minute) +
                   chrono::seconds(second) + chrono::milliseconds(milliseconds) - offset);
}

}  // namespace helio
