// PutObjectLockConfiguration: of a bucket that has versions, and for good.
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_object_lock_configuration(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "ObjectLockConfiguration");
  if (!document) return refuse(document.error());
  auto const standard = parse_lock_configuration(*document);
  if (!standard) return refuse(standard.error());
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  if (bucket->versioning != objects::Versioning::enabled) {
    return refuse(
        Errc::conflict, "InvalidBucketState",
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  }
  XmlWriter xml("ObjectLockConfiguration");
  xml.text("ObjectLockEnabled", "Enabled");
  if (standard->mode != objects::ObjectLock::Mode::none) {
    // In the unit that it came in.
    XmlElement const& retention = *document->child("Rule")->child("DefaultRetention");
    xml.open("Rule").open("DefaultRetention").text("Mode", lock_mode_name(standard->mode));
    for (std::string_view const unit : {"Days", "Years"}) {
      if (retention.child(unit) != nullptr) xml.text(unit, retention.child_text(unit));
    }
  }
  return keep_setting(call, setting::kObjectLock, std::move(xml));
}

}  // namespace helio::aws::s3
