// ListObjectVersions: every version of every key, and the delete markers among them.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/page.hpp"
#include "aws/s3/reply.hpp"
#include "base/timestamp.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {
namespace {

// A version's id as S3 shows it: "null" where it is from before the bucket had versions.
void write_version(XmlWriter& xml, objects::ListedVersion const& version, KeyText const& key_text,
                   Call const& call) {
  objects::ObjectInfo const& object = version.object;
  xml.open(object.delete_marker ? "DeleteMarker" : "Version");
  xml.text("Key", key_text(object.key)).text("VersionId", object.version_id);
  xml.boolean("IsLatest", version.latest);
  xml.text("LastModified", to_rfc3339(object.last_modified));
  if (!object.delete_marker) {
    xml.text("ETag", http::quoted_etag(object.etag));
    for (auto const& [algorithm, base64] : object.checksums) {
      xml.text("ChecksumAlgorithm", checksum_name(algorithm));
    }
    xml.number("Size", object.size_bytes).text("StorageClass", "STANDARD");
  }
  write_owner(xml, call, "Owner");
  xml.close();
}

Result<objects::VersionListOptions> read_options(Call const& call) {
  objects::VersionListOptions options;
  for (auto const& [name, into] :
       {std::pair{"prefix", &options.prefix}, std::pair{"delimiter", &options.delimiter},
        std::pair{"key-marker", &options.after_key},
        std::pair{"version-id-marker", &options.after_version_id}}) {
    auto text = text_parameter(call, name);
    if (!text) return tl::unexpected<Error>(text.error());
    *into = *std::move(text);
  }
  if (!options.after_version_id.empty() && options.after_key.empty()) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "A version-id marker cannot be specified without a key marker.");
  }
  auto const most = call.number("max-keys", 1000, 1000);
  if (!most) return tl::unexpected<Error>(most.error());
  options.versions_max = *most;
  return options;
}

}  // namespace

Outcome<http::Response> list_object_versions(Call const& call) {
  auto const key_text = KeyText::of(call);
  if (!key_text) return refuse(key_text.error());
  auto const options = read_options(call);
  if (!options) return refuse(options.error());
  auto const listing = call.stores.versions.list_versions(call.address.bucket, *options);
  if (!listing) return refuse(listing.error());
  XmlWriter xml("ListVersionsResult");
  xml.text("Name", call.address.bucket).text("Prefix", (*key_text)(options->prefix));
  xml.text("KeyMarker", (*key_text)(options->after_key));
  xml.text("VersionIdMarker", options->after_version_id);
  if (listing->truncated) {
    xml.text("NextKeyMarker", (*key_text)(listing->next_key));
    if (!listing->next_version_id.empty()) {
      xml.text("NextVersionIdMarker", listing->next_version_id);
    }
  }
  xml.number("MaxKeys", static_cast<std::uint64_t>(options->versions_max));
  if (!options->delimiter.empty()) xml.text("Delimiter", (*key_text)(options->delimiter));
  if (key_text->url()) xml.text("EncodingType", "url");
  xml.boolean("IsTruncated", listing->truncated);
  for (auto const& version : listing->versions) write_version(xml, version, *key_text, call);
  write_prefixes(xml, listing->common_prefixes, *key_text);
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
