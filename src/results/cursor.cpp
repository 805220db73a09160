#include "results/cursor.hpp"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/hmac.hpp"

namespace helio::results {
namespace {

constexpr std::size_t kMacBytes = 12;
constexpr std::size_t kCursorBytesMax = 512;

// Base64 in the letters that need no escape in a URL (RFC 4648, section 5).
std::string to_url_letters(std::string text) {
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

std::string from_url_letters(std::string_view letters) {
  std::string text(letters);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

template <typename T>
Json json_of(std::optional<T> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(std::optional<Timestamp> const& time) {
  return time ? Json(time->time_since_epoch().count()) : Json(nullptr);
}

Error invalid_cursor() {
  return {Errc::invalid_argument, "InvalidCursor",
          "The cursor is not one that this question gave; ask again without it."};
}

}  // namespace

std::string Cursors::mac(std::string_view position, Query const& query) const {
  Json const asked = {position,
                      json_of(query.user_id),
                      query.status ? Json(to_string(*query.status)) : Json(nullptr),
                      json_of(query.label),
                      json_of(query.confidence_min),
                      json_of(query.q),
                      json_of(query.from),
                      json_of(query.to)};
  std::string const text = asked.dump(-1, ' ', true, Json::error_handler_t::replace);
  Sha256Digest const digest = hmac_sha256(secret_, text);
  return std::string(text_of(digest).substr(0, kMacBytes));
}

std::string Cursors::encode(std::string_view position, Query const& query) const {
  if (position.empty()) return {};
  std::string const text = mac(position, query).append(position);
  return to_url_letters(to_base64(bytes_of(text)));
}

Result<std::string> Cursors::decode(std::string_view cursor, Query const& query) const {
  if (cursor.size() > kCursorBytesMax) return tl::unexpected(invalid_cursor());
  auto const bytes = from_base64(from_url_letters(cursor));
  if (!bytes || bytes->size() <= kMacBytes) return tl::unexpected(invalid_cursor());
  std::string_view const text = text_of(*bytes);
  std::string_view const position = text.substr(kMacBytes);
  if (!equal_in_constant_time(bytes_of(text.substr(0, kMacBytes)),
                              bytes_of(mac(position, query)))) {
    return tl::unexpected(invalid_cursor());
  }
  return std::string(position);
}

}  // namespace helio::results
