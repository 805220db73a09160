// PutBucketEncryption: AES256, which holds anyway.
#include <optional>

#include "aws/s3/operations.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {
namespace {

// The algorithm of the one rule; none: it is no such configuration.
std::optional<std::string_view> algorithm_of(XmlElement const& document) {
  XmlElement const* const rule = document.child("Rule");
  if (rule == nullptr || !document.has_only({}, {"Rule"})) return std::nullopt;
  XmlElement const* const standard = rule->child("ApplyServerSideEncryptionByDefault");
  bool const known = rule->has_only(
      {"BucketKeyEnabled"}, {"ApplyServerSideEncryptionByDefault", "BlockedEncryptionTypes"});
  if (standard == nullptr || !known) return std::nullopt;
  auto const algorithm = standard->child_text("SSEAlgorithm");
  for (std::string_view const each : {"AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"}) {
    if (algorithm == each) return each;
  }
  return std::nullopt;
}

}  // namespace

Outcome<http::Response> put_bucket_encryption(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "ServerSideEncryptionConfiguration");
  if (!document) return refuse(document.error());
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  auto const algorithm = algorithm_of(*document);
  if (!algorithm) {
    return refuse(schema_error("one Rule has ApplyServerSideEncryptionByDefault and in it "
                               "SSEAlgorithm.")
                      .value());
  }
  if (*algorithm == "AES256") return http::Response{};
  return refuse(
      Errc::unsupported, "NotImplemented",
      "Objects are encrypted with keys of the server's: SSEAlgorithm can only be AES256.");
}

}  // namespace helio::aws::s3
