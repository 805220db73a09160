#include "aws/s3/object_headers.hpp"

#include <array>
#include <charconv>

#include "aws/s3/object_lock.hpp"
#include "http/date.hpp"
#include "http/etag.hpp"
#include "http/text.hpp"
#include "objects/digests.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::array<std::string_view, 5> kSystem = {
    "cache-control", "content-disposition", "content-encoding", "content-language", "expires"};
constexpr std::string_view kMeta = "x-amz-meta-";
constexpr std::string_view kChecksum = "x-amz-checksum-";

std::string without_aws_chunked(std::string_view encodings) {
  std::string kept;
  for (auto const encoding : http::list_of(encodings)) {
    if (http::same_word(encoding, "aws-chunked")) continue;
    if (!kept.empty()) kept += ',';
    kept += encoding;
  }
  return kept;
}

tl::unexpected<Error> unknown_checksum(std::string_view name) {
  return fail(Errc::unsupported, "NotImplemented",
              "The checksum \"" + std::string(name) +
                  "\" is not implemented; use CRC32, CRC32C, CRC64NVME, SHA1 or SHA256.");
}

}  // namespace

ObjectMetadata metadata_of(Call const& call) {
  ObjectMetadata metadata;
  metadata.content_type = call.header("content-type").value_or("");
  if (metadata.content_type.empty()) metadata.content_type = "binary/octet-stream";
  for (std::string_view const name : kSystem) {
    auto const value = call.header(name);
    if (!value) continue;
    std::string kept =
        name == "content-encoding" ? without_aws_chunked(*value) : std::string(*value);
    if (!kept.empty()) metadata.system.emplace(name, std::move(kept));
  }
  for (auto const& [field, value] : call.headers.fields()) {
    std::string const name = http::lower(field);
    if (!name.starts_with(kMeta)) continue;
    // The same name twice is one list, as HTTP has it.
    auto const [at, fresh] = metadata.user.emplace(name.substr(kMeta.size()), value);
    if (!fresh) at->second.append(",").append(value);
  }
  return metadata;
}

Result<objects::Metadata> checksums_of(Call const& call) {
  objects::Metadata checksums;
  for (auto const& [field, value] : call.headers.fields()) {
    std::string const name = http::lower(field);
    if (!name.starts_with(kChecksum)) continue;
    std::string const algorithm = name.substr(kChecksum.size());
    if (algorithm == "algorithm" || algorithm == "type" || algorithm == "mode") continue;
    if (!objects::is_checksum_algorithm(algorithm)) return unknown_checksum(algorithm);
    checksums.insert_or_assign(algorithm, value);
  }
  for (std::string const& name : call.payload.trailers) {
    if (!name.starts_with(kChecksum)) continue;
    std::string const algorithm = name.substr(kChecksum.size());
    if (!objects::is_checksum_algorithm(algorithm)) return unknown_checksum(algorithm);
    checksums.emplace(algorithm, "");
  }
  auto const announced = call.head.headers.get("x-amz-sdk-checksum-algorithm");
  if (announced && !checksums.contains(http::lower(*announced))) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or "
                "x-amz-trailer headers were found.");
  }
  if (checksums.size() > 1) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not "
                "allowed.");
  }
  return checksums;
}

int parts_count(objects::ObjectInfo const& info) {
  auto const dash = info.etag.find('-');
  int count = 0;
  if (dash != std::string::npos) {
    std::from_chars(info.etag.data() + dash + 1, info.etag.data() + info.etag.size(), count);
  }
  return count;
}

void add_object_headers(http::Headers& headers, objects::ObjectInfo const& info, bool checksums) {
  headers.add("etag", http::quoted_etag(info.etag));
  headers.add("last-modified", http::to_http_date(info.last_modified));
  headers.add("accept-ranges", "bytes");
  headers.add("content-type", info.content_type);
  for (auto const& [name, value] : info.system_metadata) headers.add(name, value);
  for (auto const& [name, value] : info.user_metadata) {
    headers.add(std::string(kMeta) + name, value);
  }
  add_version(headers, info);
  add_lock(headers, info.lock);
  if (!info.tags.empty()) headers.add("x-amz-tagging-count", std::to_string(info.tags.size()));
  if (checksums) add_checksums(headers, info.checksums);
}

void add_version(http::Headers& headers, objects::ObjectInfo const& info) {
  if (info.version_id.empty() || info.version_id == "null") return;
  headers.add("x-amz-version-id", info.version_id);
}

void add_checksums(http::Headers& headers, objects::Metadata const& checksums) {
  for (auto const& [algorithm, base64] : checksums) {
    headers.add(std::string(kChecksum) + algorithm, base64);
    // "…=-3" is made of the parts' checksums.
    bool const of_parts = base64.find('-') != std::string::npos;
    headers.set("x-amz-checksum-type", of_parts ? "COMPOSITE" : "FULL_OBJECT");
  }
}

std::string checksum_name(std::string_view algorithm) {
  std::string name(algorithm);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return name;
}

std::string checksum_algorithm(std::string_view name) {
  std::string algorithm = http::lower(name);
  return objects::is_checksum_algorithm(algorithm) ? algorithm : std::string();
}

Result<std::string> asked_checksum(Call const& call) {
  auto const name = call.header("x-amz-checksum-algorithm");
  if (!name) return std::string();
  std::string algorithm = checksum_algorithm(*name);
  if (!algorithm.empty()) return algorithm;
  return fail(Errc::invalid_argument, "InvalidRequest",
              "Checksum algorithm provided is unsupported. Please try again with any of the valid "
              "types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
}

}  // namespace helio::aws::s3
