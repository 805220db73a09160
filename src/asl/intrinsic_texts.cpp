#include <array>
#include <string>

#include <openssl/evp.h>

#include "asl/intrinsic_table.hpp"
#include "base/encoding.hpp"
#include "base/ids.hpp"
#include "base/json_dump.hpp"
#include "base/utf8.hpp"

namespace helio::asl::intrinsics {
namespace {

// A text of at most AWS's 10,000 characters.
Result<std::string> short_text(Json const& value) {
  if (!value.is_string()) return intrinsic_failure("The argument must be a string.");
  auto const& text = value.get_ref<std::string const&>();
  if (text.size() > kCodedCharactersMax) {
    return intrinsic_failure("The argument must have at most " +
                             std::to_string(kCodedCharactersMax) + " characters.");
  }
  return text;
}

struct Algorithm {
  std::string_view name;
  EVP_MD const* (*digest)();
};

constexpr std::array kAlgorithms{Algorithm{"MD5", EVP_md5}, Algorithm{"SHA-1", EVP_sha1},
                                 Algorithm{"SHA-256", EVP_sha256}, Algorithm{"SHA-384", EVP_sha384},
                                 Algorithm{"SHA-512", EVP_sha512}};

std::string as_text(Json const& value) {
  if (value.is_string()) return value.get<std::string>();
  return dump_json(value);
}

}  // namespace

Result<Json> base64_decode(std::span<Json const> arguments, Random&) {
  auto const text = short_text(arguments[0]);
  if (!text) return tl::unexpected(text.error());
  auto const bytes = from_base64(*text);
  if (!bytes) return intrinsic_failure("The argument is not valid Base64.");
  std::string decoded(text_of(*bytes));
  if (!is_utf8(decoded)) return intrinsic_failure("The decoded bytes are no UTF-8 text.");
  return decoded;
}

Result<Json> base64_encode(std::span<Json const> arguments, Random&) {
  auto const text = short_text(arguments[0]);
  if (!text) return tl::unexpected(text.error());
  return to_base64(bytes_of(*text));
}

// `{}` takes the next argument; the template's own braces are written \{ and \}.
Result<Json> format(std::span<Json const> arguments, Random&) {
  if (!arguments[0].is_string()) return intrinsic_failure("The template must be a string.");
  auto const& pattern = arguments[0].get_ref<std::string const&>();
  std::string out;
  std::size_t next = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    char const following = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    bool const escape = following == '{' || following == '}' || following == '\\';
    if (pattern[i] == '\\' && escape) {
      out += following;
      ++i;
    } else if (pattern[i] == '{' && following == '}') {
      if (next == arguments.size()) {
        return intrinsic_failure("The template has more {} than there are arguments.");
      }
      out += as_text(arguments[next++]);
      ++i;
    } else {
      out += pattern[i];
    }
    if (out.size() > kFormattedBytesMax) return intrinsic_failure("The result is too long.");
  }
  if (next != arguments.size()) {
    return intrinsic_failure("There are more arguments than {} in the template.");
  }
  return out;
}

Result<Json> hash(std::span<Json const> arguments, Random&) {
  auto const text = short_text(Json(as_text(arguments[0])));
  if (!text) return tl::unexpected(text.error());
  for (auto const& [name, digest] : kAlgorithms) {
    if (arguments[1] != Json(name)) continue;
    std::array<std::byte, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    EVP_Digest(text->data(), text->size(), reinterpret_cast<unsigned char*>(bytes.data()), &size,
               digest(), nullptr);
    return to_hex(BytesView(bytes).first(size));
  }
  return intrinsic_failure(
      "The algorithm must be one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512.");
}

// Every character of the second text ends a part; empty parts are left out, as on AWS.
Result<Json> string_split(std::span<Json const> arguments, Random&) {
  if (!arguments[0].is_string() || !arguments[1].is_string()) {
    return intrinsic_failure("Both arguments must be strings.");
  }
  auto const& text = arguments[0].get_ref<std::string const&>();
  auto const& separators = arguments[1].get_ref<std::string const&>();
  Json parts = Json::array();
  for (std::size_t start = 0; start < text.size();) {
    std::size_t const end = std::min(text.find_first_of(separators, start), text.size());
    if (end > start) parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

Result<Json> uuid(std::span<Json const>, Random& random) { return uuid_v4(random); }

}  // namespace helio::asl::intrinsics
