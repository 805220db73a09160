// PutBucketEncryption: AES256, which holds anyway.
#include "aws/s3/operations.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_encryption(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "ServerSideEncryptionConfiguration");
  if (!document) return refuse(document.error());
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  XmlElement const* const rule = document->child("Rule");
  XmlElement const* const standard =
      rule == nullptr ? nullptr : rule->child("ApplyServerSideEncryptionByDefault");
  if (standard != nullptr && standard->child_text("SSEAlgorithm") == "AES256") {
    return http::Response{};
  }
  return refuse(
      Errc::unsupported, "NotImplemented",
      "Objects are encrypted with keys of the server's: SSEAlgorithm can only be AES256.");
}

}  // namespace helio::aws::s3
