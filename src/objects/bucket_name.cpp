#include "objects/bucket_name.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace helio::objects {
namespace {

constexpr std::array<std::string_view, 3> kReservedPrefixes = {"xn--", "sthree-", "amzn-s3-demo-"};
constexpr std::array<std::string_view, 5> kReservedSuffixes = {"-s3alias", "--ol-s3", ".mrap",
                                                               "--x-s3", "--table-s3"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }

bool like_ip_address(std::string_view name) {
  return std::count(name.begin(), name.end(), '.') == 3 &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '.'; });
}

// What is wrong with the name; empty where nothing is.
std::string_view fault(std::string_view name) {
  if (name.size() < 3 || name.size() > 63) return "it must have 3 to 63 characters";
  if (!std::all_of(name.begin(), name.end(),
                   [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; })) {
    return "only lower-case letters, digits, hyphens and dots may stand in it";
  }
  if (!is_alphanumeric(name.front()) || !is_alphanumeric(name.back())) {
    return "it must begin and end with a letter or digit";
  }
  if (name.find("..") != std::string_view::npos) return "two dots may not stand side by side";
  if (like_ip_address(name)) return "it may not look like an IP address";
  for (auto const prefix : kReservedPrefixes) {
    if (name.starts_with(prefix)) return "its beginning is reserved by S3";
  }
  for (auto const suffix : kReservedSuffixes) {
    if (name.ends_with(suffix)) return "its ending is reserved by S3";
  }
  return {};
}

}  // namespace

Result<void> check_bucket_name(std::string_view name) {
  auto const wrong = fault(name);
  if (wrong.empty()) return {};
  return fail(Errc::invalid_argument, "InvalidBucketName",
              "This is no bucket name: " + std::string(wrong) + ".");
}

}  // namespace helio::objects
