#include "http/uri.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace helio::http {
namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

auto bad_encoding() {
  return fail(Errc::invalid_argument, "InvalidURI",
              "The address has a \"%\" that two hex digits do not follow; send \"%25\" for a "
              "percent sign.");
}

}  // namespace

std::string percent_encode(std::string_view text, std::string_view also_keep) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    if (is_unreserved(c) || also_keep.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (text.size() - i < 3) return bad_encoding();
    int const high = hex_value(text[i + 1]);
    int const low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return bad_encoding();
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

Result<std::string> form_decode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decode(spaced);
}

Result<QueryParameters> parse_query(std::string_view raw) {
  QueryParameters parameters;
  while (!raw.empty()) {
    auto const part = raw.substr(0, raw.find('&'));
    raw.remove_prefix(std::min(raw.size(), part.size() + 1));
    if (part.empty()) continue;
    auto const equals = std::min(part.find('='), part.size());
    auto name = form_decode(part.substr(0, equals));
    if (!name) return fail(name);
    auto value = form_decode(part.substr(std::min(part.size(), equals + 1)));
    if (!value) return fail(value);
    parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

std::string query_text(QueryParameters const& parameters) {
  std::string text;
  for (auto const& [name, value] : parameters) {
    if (!text.empty()) text += '&';
    text += percent_encode(name) + "=" + percent_encode(value);
  }
  return text;
}

Result<Target> split_target(std::string_view target) {
  auto const scheme_end = target.find("://");
  if (!target.starts_with('/') && scheme_end != std::string_view::npos) {
    auto const scheme = target.substr(0, scheme_end);
    auto const authority_end = target.find_first_of("/?", scheme_end + 3);
    if (same_word(scheme, "http") || same_word(scheme, "https")) {
      target = authority_end == std::string_view::npos ? "/" : target.substr(authority_end);
    }
    if (target.starts_with('?')) return Target{"/", target.substr(1)};
  }
  if (target == "*") return Target{target, {}};
  if (!target.starts_with('/')) {
    return fail(Errc::invalid_argument, "InvalidURI",
                "The request's address must begin with \"/\".");
  }
  auto const mark = std::min(target.find('?'), target.size());
  return Target{target.substr(0, mark), target.substr(std::min(target.size(), mark + 1))};
}

}  // namespace helio::http
