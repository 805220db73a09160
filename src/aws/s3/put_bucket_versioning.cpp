// PutBucketVersioning: Enabled or Suspended.
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_versioning(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "VersioningConfiguration");
  if (!document) return refuse(document.error());
  auto const status = document->child_text("Status");
  bool const known = status == "Enabled" || status == "Suspended" || status.empty();
  if (!known || !document->has_only({"Status", "MfaDelete"})) {
    return refuse(schema_error("Status is Enabled or Suspended.").value());
  }
  if (status.empty()) {
    return refuse(Errc::invalid_argument, "IllegalVersioningConfigurationException",
                  "The Versioning element must be specified: Status is Enabled or Suspended.");
  }
  if (document->child_text("MfaDelete") == "Enabled") {
    return refuse(Errc::unsupported, "NotImplemented", "MFA delete is not implemented.");
  }
  if (status == "Suspended") {
    auto const lock = lock_configuration(call);
    if (!lock) return refuse(lock.error());
    if (*lock) {
      return refuse(Errc::conflict, "InvalidBucketState",
                    "An Object Lock configuration is present on this bucket, so the versioning "
                    "state cannot be changed.");
    }
  }
  auto const versioning =
      status == "Enabled" ? objects::Versioning::enabled : objects::Versioning::suspended;
  auto const done = call.stores.buckets.set_versioning(call.address.bucket, versioning);
  if (!done) return refuse(done.error());
  return http::Response{};
}

}  // namespace helio::aws::s3
