// ListMultipartUploads: those of a bucket that are neither completed nor aborted.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/page.hpp"
#include "aws/s3/reply.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::s3 {
namespace {

void write_upload(XmlWriter& xml, objects::MultipartUpload const& upload, KeyText const& key_text,
                  Call const& call) {
  xml.open("Upload").text("Key", key_text(upload.id.key)).text("UploadId", upload.id.upload_id);
  write_owner(xml, call, "Initiator");
  write_owner(xml, call, "Owner");
  xml.text("StorageClass", "STANDARD").text("Initiated", to_rfc3339(upload.initiated_at));
  if (!upload.options.checksum_algorithm.empty()) {
    xml.text("ChecksumAlgorithm", checksum_name(upload.options.checksum_algorithm));
    xml.text("ChecksumType", upload.options.checksum_of_whole ? "FULL_OBJECT" : "COMPOSITE");
  }
  xml.close();
}

}  // namespace

Outcome<http::Response> list_multipart_uploads(Call const& call) {
  auto const key_text = KeyText::of(call);
  if (!key_text) return refuse(key_text.error());
  auto const prefix = text_parameter(call, "prefix");
  if (!prefix) return refuse(prefix.error());
  auto const delimiter = text_parameter(call, "delimiter");
  if (!delimiter) return refuse(delimiter.error());
  auto const key_marker = text_parameter(call, "key-marker");
  if (!key_marker) return refuse(key_marker.error());
  auto const id_marker = text_parameter(call, "upload-id-marker");
  if (!id_marker) return refuse(id_marker.error());
  auto const uploads_max = call.number("max-uploads", 1000, 1000);
  if (!uploads_max) return refuse(uploads_max.error());
  auto const page = call.stores.uploads.list_uploads(
      call.address.bucket, {.prefix = *prefix,
                            .delimiter = *delimiter,
                            .after_key = *key_marker,
                            .after_upload_id = key_marker->empty() ? "" : *id_marker,
                            .uploads_max = *uploads_max});
  if (!page) return refuse(page.error());
  XmlWriter xml("ListMultipartUploadsResult");
  xml.text("Bucket", call.address.bucket).text("KeyMarker", (*key_text)(*key_marker));
  xml.text("UploadIdMarker", *id_marker);
  if (page->truncated) {
    xml.text("NextKeyMarker", (*key_text)(page->next_key));
    xml.text("NextUploadIdMarker", page->next_upload_id);
  }
  xml.text("Prefix", (*key_text)(*prefix));
  if (!delimiter->empty()) xml.text("Delimiter", (*key_text)(*delimiter));
  if (key_text->url()) xml.text("EncodingType", "url");
  xml.number("MaxUploads", static_cast<std::uint64_t>(*uploads_max));
  xml.boolean("IsTruncated", page->truncated);
  for (auto const& upload : page->uploads) write_upload(xml, upload, *key_text, call);
  write_prefixes(xml, page->common_prefixes, *key_text);
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
