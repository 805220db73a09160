#include "adapters/awscloud/object_info.hpp"

#include <array>
#include <charconv>

#include "base/timestamp.hpp"
#include "http/date.hpp"
#include "http/uri.hpp"
#include "objects/digests.hpp"

namespace helio::awscloud {
namespace {

constexpr std::string_view kMeta = "x-amz-meta-";
constexpr std::string_view kChecksum = "x-amz-checksum-";
constexpr std::array<std::string_view, 5> kSystem = {
    "cache-control", "content-disposition", "content-encoding", "content-language", "expires"};

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Of the object, whatever part of it was sent: "bytes 0-9/200000".
std::uint64_t size_of(curl::HttpResponse const& response) {
  auto const range = response.header("content-range").value_or("");
  auto const slash = range.find('/');
  if (slash != range.npos) return number_of(range.substr(slash + 1));
  return number_of(response.header("content-length").value_or("0"));
}

objects::ObjectLock lock_of(curl::HttpResponse const& response) {
  using Mode = objects::ObjectLock::Mode;
  objects::ObjectLock lock;
  auto const mode = response.header("x-amz-object-lock-mode").value_or("");
  if (mode == "GOVERNANCE") lock.mode = Mode::governance;
  if (mode == "COMPLIANCE") lock.mode = Mode::compliance;
  auto const until =
      parse_rfc3339(response.header("x-amz-object-lock-retain-until-date").value_or(""));
  if (until) lock.retain_until = *until;
  lock.legal_hold = response.header("x-amz-object-lock-legal-hold") == "ON";
  return lock;
}

void add_lock(curl::HttpHeaders& headers, objects::ObjectLock const& lock) {
  using Mode = objects::ObjectLock::Mode;
  if (lock.mode != Mode::none) {
    headers.emplace_back("x-amz-object-lock-mode",
                         lock.mode == Mode::governance ? "GOVERNANCE" : "COMPLIANCE");
    headers.emplace_back("x-amz-object-lock-retain-until-date", to_rfc3339(lock.retain_until));
  }
  if (lock.legal_hold) headers.emplace_back("x-amz-object-lock-legal-hold", "ON");
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

std::string without_quotes(std::string_view etag) {
  if (etag.size() >= 2 && etag.front() == '"') etag = etag.substr(1, etag.size() - 2);
  return std::string(etag);
}

objects::ObjectInfo object_info(curl::HttpResponse const& response, std::string_view bucket,
                                std::string_view key) {
  objects::ObjectInfo info;
  info.bucket = bucket;
  info.key = key;
  info.version_id = response.header("x-amz-version-id").value_or("null");
  info.size_bytes = size_of(response);
  info.etag = without_quotes(response.header("etag").value_or(""));
  auto modified = http::parse_http_date(response.header("last-modified").value_or(""));
  if (!modified) modified = http::parse_http_date(response.header("date").value_or(""));
  if (modified) info.last_modified = *modified;
  if (auto const type = response.header("content-type")) info.content_type = *type;
  for (std::string_view const name : kSystem) {
    if (auto const value = response.header(name)) info.system_metadata.emplace(name, *value);
  }
  for (auto const& [name, value] : response.headers) {
    if (name.starts_with(kMeta)) {
      info.user_metadata.emplace(name.substr(kMeta.size()), value);
    } else if (name.starts_with(kChecksum) &&
               objects::is_checksum_algorithm(name.substr(kChecksum.size()))) {
      info.checksums.emplace(name.substr(kChecksum.size()), value);
    }
  }
  info.lock = lock_of(response);
  info.delete_marker = response.header("x-amz-delete-marker") == "true";
  return info;
}

curl::HttpHeaders put_headers(objects::ObjectInfo const& object) {
  curl::HttpHeaders headers = {{"content-type", object.content_type}};
  for (auto const& [name, value] : object.system_metadata) headers.emplace_back(name, value);
  for (auto const& [name, value] : object.user_metadata) {
    headers.emplace_back(std::string(kMeta) + name, value);
  }
  if (!object.checksums.empty()) {
    auto const& [algorithm, value] = *object.checksums.begin();
    headers.emplace_back(std::string(kChecksum) + algorithm, value);
    headers.emplace_back("x-amz-sdk-checksum-algorithm", upper(algorithm));
  }
  if (!object.tags.empty()) {
    headers.emplace_back("x-amz-tagging",
                         http::query_text({object.tags.begin(), object.tags.end()}));
  }
  add_lock(headers, object.lock);
  return headers;
}

}  // namespace helio::awscloud
