// ListParts: what has come of a multipart upload so far.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/page.hpp"
#include "aws/s3/part_request.hpp"
#include "aws/s3/reply.hpp"
#include "base/timestamp.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> list_parts(Call const& call) {
  auto const parts_max = call.number("max-parts", 1000, 1000);
  if (!parts_max) return refuse(parts_max.error());
  auto const after = call.number("part-number-marker", 0, objects::kPartNumberMax);
  if (!after) return refuse(after.error());
  auto const id = upload_id_of(call);
  auto const page = call.stores.uploads.list_parts(id, *after, *parts_max);
  if (!page) return refuse(page.error());
  XmlWriter xml("ListPartsResult");
  xml.text("Bucket", id.bucket).text("Key", id.key).text("UploadId", id.upload_id);
  write_owner(xml, call, "Initiator");
  write_owner(xml, call, "Owner");
  xml.text("StorageClass", "STANDARD");
  xml.number("PartNumberMarker", static_cast<std::uint64_t>(*after));
  if (page->truncated) {
    xml.number("NextPartNumberMarker", static_cast<std::uint64_t>(page->next_after));
  }
  xml.number("MaxParts", static_cast<std::uint64_t>(*parts_max));
  xml.boolean("IsTruncated", page->truncated);
  for (objects::PartInfo const& part : page->parts) {
    xml.open("Part").number("PartNumber", static_cast<std::uint64_t>(part.number));
    xml.text("LastModified", to_rfc3339(part.last_modified));
    xml.text("ETag", http::quoted_etag(part.etag)).number("Size", part.size_bytes);
    for (auto const& [algorithm, base64] : part.checksums) {
      xml.text("Checksum" + checksum_name(algorithm), base64);
    }
    xml.close();
  }
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
