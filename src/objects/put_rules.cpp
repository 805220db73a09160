#include "objects/put_rules.hpp"

#include <algorithm>
#include <string_view>

namespace helio::objects {
namespace {

std::size_t bytes_of_all(Metadata const& metadata) {
  std::size_t bytes = 0;
  for (auto const& [name, value] : metadata) bytes += name.size() + value.size();
  return bytes;
}

// They come back as header lines, which a line break would forge.
bool fit_for_a_header(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
  });
}

bool fit_for_headers(Metadata const& metadata) {
  return std::all_of(metadata.begin(), metadata.end(), [](auto const& entry) {
    return !entry.first.empty() && fit_for_a_header(entry.first) && fit_for_a_header(entry.second);
  });
}

// A list of ETags in quotes or without, weak or not, or "*".
bool names(std::string_view header, std::string_view etag) {
  while (!header.empty()) {
    auto const comma = header.find(',');
    std::string_view one = header.substr(0, comma);
    header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one.size() >= 2 && one.front() == '"' && one.back() == '"') {
      one = one.substr(1, one.size() - 2);
    }
    if (one == "*" || one == etag) return true;
  }
  return false;
}

tl::unexpected<Error> failed(char const* header) {
  return fail(Errc::conflict, "PreconditionFailed",
              std::string("At least one of the preconditions did not hold: ") + header +
                  "; read the object again.");
}

}  // namespace

Result<void> check_metadata(std::string const& content_type, Metadata const& system,
                            Metadata const& user) {
  if (bytes_of_all(user) > kUserMetadataBytesMax) {
    return fail(Errc::invalid_argument, "MetadataTooLarge",
                "Your metadata headers exceed the allowed " +
                    std::to_string(kUserMetadataBytesMax) + " bytes; shorten them.");
  }
  if (content_type.size() + bytes_of_all(system) > kSystemMetadataBytesMax) {
    return fail(Errc::invalid_argument, "MetadataTooLarge",
                "The content headers exceed the allowed " +
                    std::to_string(kSystemMetadataBytesMax) + " bytes; shorten them.");
  }
  if (!fit_for_a_header(content_type) || !fit_for_headers(system) || !fit_for_headers(user)) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "Metadata needs names, and neither names nor values may have control characters.");
  }
  return {};
}

Result<void> check_conditions(Conditions const& conditions, ObjectInfo const* latest) {
  if (conditions.if_match) {
    if (latest == nullptr) {
      return fail(Errc::not_found, "NoSuchKey", "There is no object for If-Match to agree with.");
    }
    if (!names(*conditions.if_match, latest->etag)) return failed("If-Match");
  }
  if (conditions.if_none_match && latest != nullptr &&
      names(*conditions.if_none_match, latest->etag)) {
    return failed("If-None-Match");
  }
  return {};
}

Result<void> check_remove_conditions(RemoveConditions const& conditions, ObjectInfo const* target) {
  if (target == nullptr || target->delete_marker) return {};
  if (conditions.if_match && !names(*conditions.if_match, target->etag)) return failed("If-Match");
  if (conditions.if_size_bytes && *conditions.if_size_bytes != target->size_bytes) {
    return failed("x-amz-if-match-size");
  }
  auto const modified = std::chrono::floor<std::chrono::seconds>(target->last_modified);
  if (conditions.if_last_modified && *conditions.if_last_modified != modified) {
    return failed("x-amz-if-match-last-modified-time");
  }
  return {};
}

}  // namespace helio::objects
