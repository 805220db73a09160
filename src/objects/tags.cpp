#include "objects/tags.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace helio::objects {
namespace {

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "InvalidTag", std::move(message));
}

// Of ASCII; beyond it S3 takes letters and digits of all scripts, and here whatever is UTF-8.
bool is_allowed(char c) {
  if (static_cast<unsigned char>(c) >= 0x80) return true;
  bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') ||
         std::string_view(" \t+-=._:/@").find(c) != std::string_view::npos;
}

// In characters, of text that is UTF-8.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool is_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_allowed) && is_utf8(text);
}

}  // namespace

Result<void> check_tags(Metadata const& tags, std::size_t count_max) {
  if (tags.size() > count_max) {
    return fail(Errc::invalid_argument, "BadRequest",
                "There are " + std::to_string(tags.size()) + " tags; at most " +
                    std::to_string(count_max) + " are allowed.");
  }
  for (auto const& [name, value] : tags) {
    if (name.empty() || length(name) > kTagNameMax || !is_text(name)) {
      return invalid("The TagKey you have provided is invalid: 1 to " +
                     std::to_string(kTagNameMax) + " letters, digits, spaces and + - = . _ : / @.");
    }
    if (name.starts_with("aws:"))
      return invalid("System tags cannot be added/updated by requester");
    if (length(value) > kTagValueMax || !is_text(value)) {
      return invalid("The TagValue you have provided is invalid: up to " +
                     std::to_string(kTagValueMax) +
                     " letters, digits, spaces and + - = . _ : / @.");
    }
  }
  return {};
}

}  // namespace helio::objects
