// Settings that no bucket here can have. Their Gets answer as S3 does of a bucket without, which is
// the truth, and what tools that read all settings of a bucket (Terraform) need; their Puts are
// NotImplemented.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_bucket_accelerate_configuration(Call const& call) {
  return answer_fixed(call, XmlWriter("AccelerateConfiguration"));
}

Outcome<http::Response> get_bucket_logging(Call const& call) {
  return answer_fixed(call, XmlWriter("BucketLoggingStatus"));
}

Outcome<http::Response> get_bucket_policy(Call const& call) {
  return answer_absent(call, {"NoSuchBucketPolicy", "The bucket policy does not exist"});
}

Outcome<http::Response> get_bucket_replication(Call const& call) {
  return answer_absent(call, {"ReplicationConfigurationNotFoundError",
                              "The replication configuration was not found"});
}

Outcome<http::Response> get_bucket_request_payment(Call const& call) {
  XmlWriter xml("RequestPaymentConfiguration");
  xml.text("Payer", "BucketOwner");
  return answer_fixed(call, std::move(xml));
}

Outcome<http::Response> get_bucket_website(Call const& call) {
  return answer_absent(call, {"NoSuchWebsiteConfiguration",
                              "The specified bucket does not have a website configuration"});
}

}  // namespace helio::aws::s3
