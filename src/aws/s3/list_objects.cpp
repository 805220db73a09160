// ListObjects: the first version of ListObjectsV2, whose pages begin after a marker that is a key.
#include "aws/s3/operations.hpp"
#include "aws/s3/page.hpp"
#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> list_objects(Call const& call) {
  auto const key_text = KeyText::of(call);
  if (!key_text) return refuse(key_text.error());
  auto const prefix = text_parameter(call, "prefix");
  if (!prefix) return refuse(prefix.error());
  auto const delimiter = text_parameter(call, "delimiter");
  if (!delimiter) return refuse(delimiter.error());
  auto const marker = text_parameter(call, "marker");
  if (!marker) return refuse(marker.error());
  auto const keys_max = call.number("max-keys", 1000, 1000);
  if (!keys_max) return refuse(keys_max.error());
  auto const listing = call.stores.objects.list(
      call.address.bucket,
      {.prefix = *prefix, .delimiter = *delimiter, .after = *marker, .keys_max = *keys_max});
  if (!listing) return refuse(listing.error());

  XmlWriter xml("ListBucketResult");
  // Clients of version 1 decode everything but the prefix, so that is encoded only where it must
  // be.
  xml.text("Name", call.address.bucket);
  xml.text("Prefix", fits_xml(*prefix) ? *prefix : (*key_text)(*prefix));
  xml.text("Marker", (*key_text)(*marker));
  // Without a delimiter, clients go on after the last key.
  if (listing->truncated && !delimiter->empty()) {
    xml.text("NextMarker", (*key_text)(listing->next_after));
  }
  xml.number("MaxKeys", static_cast<std::uint64_t>(*keys_max));
  if (!delimiter->empty()) xml.text("Delimiter", (*key_text)(*delimiter));
  if (key_text->url()) xml.text("EncodingType", "url");
  xml.boolean("IsTruncated", listing->truncated);
  write_contents(xml, *listing, *key_text, call, true);
  write_prefixes(xml, listing->common_prefixes, *key_text);
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
