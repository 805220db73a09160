// UploadPartCopy: a part of a large object, taken from an object that is there.
#include "aws/s3/copy_source.hpp"
#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/part_request.hpp"
#include "aws/s3/reply.hpp"
#include "base/timestamp.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> upload_part_copy(Call const& call) {
  auto const number = part_number_of(call);
  if (!number) return refuse(number.error());
  auto reader = open_copy_source(call);
  if (!reader) return refuse(std::move(reader.error()));
  auto part = call.stores.uploads.upload_part(
      upload_id_of(call), *number,
      {.size_bytes = (*reader)->range().size_bytes(), .content_md5 = {}, .checksums = {}});
  if (!part) return refuse(std::move(part.error()));
  if (auto done = copy_bytes(**reader, **part); !done) return refuse(std::move(done.error()));
  auto const stored = (*part)->commit();
  if (!stored) return refuse(stored.error());
  XmlWriter xml("CopyPartResult");
  xml.text("LastModified", to_rfc3339(stored->last_modified));
  xml.text("ETag", http::quoted_etag(stored->etag));
  for (auto const& [algorithm, base64] : stored->checksums) {
    xml.text("Checksum" + checksum_name(algorithm), base64);
  }
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
