#include <algorithm>

#include "aws/sigv4.hpp"
#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "base/sha256.hpp"
#include "base/timestamp.hpp"
#include "http/uri.hpp"

namespace helio::aws {
namespace {

// "/a/./b//../c" -> "/a/c": RFC 3986 section 5.2.4, with empty segments dropped besides.
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> segments;
  bool folder = path.empty() || path.ends_with('/');
  while (!path.empty()) {
    auto const slash = path.find('/');
    auto const segment = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(segment);
    }
    if (path.empty() && (segment == "." || segment == "..")) folder = true;
  }
  std::string normal;
  for (auto const segment : segments) normal.append("/").append(segment);
  if (folder || normal.empty()) normal += '/';
  return normal;
}

std::string canonical_path(std::string_view raw_path, std::string_view service) {
  if (service != "s3") return http::percent_encode(without_dot_segments(raw_path), "/");
  auto const decoded = http::percent_decode(raw_path);
  std::string path = http::percent_encode(decoded ? std::string_view(*decoded) : raw_path, "/");
  return path.empty() ? "/" : path;
}

std::string canonical_query(Query const& query) {
  Query encoded;
  encoded.reserve(query.size());
  for (auto const& [name, value] : query) {
    if (name != "X-Amz-Signature")
      encoded.emplace_back(http::percent_encode(name), http::percent_encode(value));
  }
  std::sort(encoded.begin(), encoded.end());
  std::string text;
  for (auto const& [name, value] : encoded) {
    if (!text.empty()) text += '&';
    text.append(name).append("=").append(value);
  }
  return text;
}

// Without spaces at the ends, runs of spaces as one.
void append_trimmed(std::string& text, std::string_view value) {
  bool pending = false;
  bool begun = false;
  for (char const c : value) {
    if (c == ' ' || c == '\t') {
      pending = begun;
      continue;
    }
    if (pending) text += ' ';
    pending = false;
    begun = true;
    text += c;
  }
}

}  // namespace

std::string CredentialScope::text() const {
  return date + "/" + region + "/" + service + "/aws4_request";
}

std::string canonical_request(SignedParts const& parts, std::string_view service) {
  std::string text;
  text.append(parts.method).append("\n");
  text.append(canonical_path(parts.raw_path, service)).append("\n");
  text.append(canonical_query(parts.query)).append("\n");
  std::string names;
  for (std::string const& name : parts.signed_headers) {
    if (!names.empty()) names += ';';
    names += name;
    text.append(name).append(":");
    bool first = true;
    for (auto const value : parts.headers.all(name)) {
      if (!std::exchange(first, false)) text += ',';
      append_trimmed(text, value);
    }
    text += '\n';
  }
  text.append("\n").append(names).append("\n").append(parts.payload_hash);
  return text;
}

std::string string_to_sign(std::string_view amz_date, CredentialScope const& scope,
                           std::string_view canonical_request) {
  std::string text(kAlgorithm);
  text.append("\n").append(amz_date).append("\n").append(scope.text()).append("\n");
  return text.append(sha256_hex(bytes_of(canonical_request)));
}

Bytes signing_key(std::string_view secret_access_key, CredentialScope const& scope) {
  std::string const seed = "AWS4" + std::string(secret_access_key);
  Sha256Digest key = hmac_sha256(bytes_of(seed), scope.date);
  key = hmac_sha256(key, scope.region);
  key = hmac_sha256(key, scope.service);
  key = hmac_sha256(key, "aws4_request");
  return {key.begin(), key.end()};
}

std::string signature(BytesView signing_key, std::string_view string_to_sign) {
  return to_hex(hmac_sha256(signing_key, string_to_sign));
}

std::string amz_date(Timestamp time) {
  std::string text = to_rfc3339_seconds(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::optional<Timestamp> parse_amz_date(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  std::string full(text);
  for (std::size_t const at : {4U, 7U}) full.insert(at, "-");
  for (std::size_t const at : {13U, 16U}) full.insert(at, ":");
  auto const time = parse_rfc3339(full);
  // Read back, so that only the one spelling counts.
  if (!time || amz_date(*time) != text) return std::nullopt;
  return *time;
}

}  // namespace helio::aws
