// GetBucketEncryption: every object is encrypted with a key of the server's.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_encryption(Call const& call) {
  XmlWriter xml("ServerSideEncryptionConfiguration");
  xml.open("Rule").open("ApplyServerSideEncryptionByDefault").text("SSEAlgorithm", "AES256");
  xml.close().boolean("BucketKeyEnabled", false);
  return answer_fixed(call, std::move(xml));
}

}  // namespace helio::aws::s3
