#include "objects/byte_range.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace helio::objects {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Digits only. A number past 64 bits is as good as the greatest: no object is so large.
bool read_number(std::string_view digits, std::optional<std::uint64_t>& number) {
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return false;
  }
  if (digits.empty()) return true;
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  number = error == std::errc() ? value : UINT64_MAX;
  return true;
}

}  // namespace

ByteRange whole(std::uint64_t size_bytes) noexcept {
  return size_bytes == 0 ? ByteRange{1, 0} : ByteRange{0, size_bytes - 1};
}

std::optional<RangeRequest> parse_range(std::string_view header) {
  std::string_view text = trim(header);
  auto const equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  std::string unit(trim(text.substr(0, equals)));
  std::transform(unit.begin(), unit.end(), unit.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (unit != "bytes") return std::nullopt;
  text = trim(text.substr(equals + 1));
  auto const dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  RangeRequest request;
  if (!read_number(trim(text.substr(0, dash)), request.first)) return std::nullopt;
  if (!read_number(trim(text.substr(dash + 1)), request.last)) return std::nullopt;
  if (!request.first && !request.last) return std::nullopt;
  if (request.first && request.last && *request.first > *request.last) return std::nullopt;
  return request;
}

Result<ByteRange> resolve_range(RangeRequest const& request, std::uint64_t size_bytes) {
  std::uint64_t const first =
      request.first ? *request.first
                    : size_bytes - std::min(request.last.value_or(size_bytes), size_bytes);
  if (first >= size_bytes) {
    return fail(Errc::invalid_argument, "InvalidRange",
                "The object has " + std::to_string(size_bytes) +
                    " bytes; ask for a range that begins within them.");
  }
  if (!request.first || !request.last) return ByteRange{first, size_bytes - 1};
  if (*request.last < first) {
    return fail(Errc::invalid_argument, "InvalidRange",
                "The range ends before it begins; write the smaller offset first.");
  }
  return ByteRange{first, std::min(*request.last, size_bytes - 1)};
}

}  // namespace helio::objects
