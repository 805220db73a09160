// ListObjectsV2: keys under a prefix, rolled up at a delimiter, by pages with opaque tokens.
#include "aws/s3/operations.hpp"
#include "aws/s3/page.hpp"
#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> list_objects_v2(Call const& call) {
  if (call.parameter("list-type") != "2") {
    return refuse(Errc::invalid_argument, "InvalidArgument", "Invalid List Type");
  }
  auto const key_text = KeyText::of(call);
  if (!key_text) return refuse(key_text.error());
  auto const prefix = text_parameter(call, "prefix");
  if (!prefix) return refuse(prefix.error());
  auto const delimiter = text_parameter(call, "delimiter");
  if (!delimiter) return refuse(delimiter.error());
  auto const start_after = text_parameter(call, "start-after");
  if (!start_after) return refuse(start_after.error());
  auto const token = read_token(call, "continuation-token");
  if (!token) return refuse(token.error());
  auto const keys_max = call.number("max-keys", 1000, 1000);
  if (!keys_max) return refuse(keys_max.error());
  auto const listing = call.stores.objects.list(call.address.bucket,
                                                {.prefix = *prefix,
                                                 .delimiter = *delimiter,
                                                 .after = token->empty() ? *start_after : *token,
                                                 .keys_max = *keys_max});
  if (!listing) return refuse(listing.error());

  XmlWriter xml("ListBucketResult");
  xml.text("Name", call.address.bucket).text("Prefix", (*key_text)(*prefix));
  if (!delimiter->empty()) xml.text("Delimiter", (*key_text)(*delimiter));
  if (!start_after->empty()) xml.text("StartAfter", (*key_text)(*start_after));
  if (auto const given = call.parameter("continuation-token")) {
    xml.text("ContinuationToken", *given);
  }
  if (listing->truncated) xml.text("NextContinuationToken", make_token(listing->next_after));
  xml.number("KeyCount", listing->objects.size() + listing->common_prefixes.size());
  xml.number("MaxKeys", static_cast<std::uint64_t>(*keys_max));
  if (key_text->url()) xml.text("EncodingType", "url");
  xml.boolean("IsTruncated", listing->truncated);
  write_contents(xml, *listing, *key_text, call, call.parameter("fetch-owner") == "true");
  write_prefixes(xml, listing->common_prefixes, *key_text);
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
