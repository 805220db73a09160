// CreateBucket.
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/settings.hpp"
#include "aws/s3/xml_body.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

Result<void> check_region(Call const& call, std::string const& body) {
  if (body.empty()) return {};
  auto const document = parse_xml(body, "CreateBucketConfiguration");
  if (!document) return tl::unexpected<Error>(document.error());
  if (!document->has_only({"LocationConstraint"}, {"Location", "Bucket", "Tags"})) {
    return schema_error("CreateBucketConfiguration has a LocationConstraint.");
  }
  for (std::string_view const name : {"Location", "Bucket", "Tags"}) {
    if (document->child(name) == nullptr) continue;
    return fail(Errc::unsupported, "NotImplemented",
                "CreateBucket takes no " + std::string(name) + "; leave it out.");
  }
  auto const region = document->child_text("LocationConstraint");
  if (region.empty() || region == call.options.region) return {};
  return fail(Errc::invalid_argument, "IllegalLocationConstraintException",
              "The " + std::string(region.substr(0, 64)) +
                  " location constraint is incompatible for the region specific endpoint this "
                  "request was sent to; this is " +
                  call.options.region + ".");
}

bool wants_lock(Call const& call) {
  auto const header = call.header("x-amz-bucket-object-lock-enabled");
  return header && http::same_word(*header, "true");
}

Result<void> enable_lock(Call const& call) {
  auto const& bucket = call.address.bucket;
  auto done = call.stores.buckets.set_versioning(bucket, objects::Versioning::enabled);
  if (!done) return done;
  XmlWriter xml("ObjectLockConfiguration");
  xml.text("ObjectLockEnabled", "Enabled");
  return call.stores.buckets.set_setting(bucket, setting::kObjectLock,
                                         std::optional(std::move(xml).finish()));
}

}  // namespace

Outcome<http::Response> create_bucket(Call const& call, std::string const& body) {
  if (auto const good = check_region(call, body); !good) return refuse(good.error());
  auto const created = call.stores.buckets.create_bucket(call.address.bucket);
  // In us-east-1 S3 lets the owner create a bucket again; everywhere else it does not.
  bool const again = !created && created.error().name == "BucketAlreadyOwnedByYou" &&
                     call.options.region == "us-east-1";
  if (!created && !again) return refuse(created.error());
  if (created && wants_lock(call)) {
    if (auto const locked = enable_lock(call); !locked) return refuse(locked.error());
  }
  http::Response response;
  response.headers.add("location", "/" + call.address.bucket);
  return response;
}

}  // namespace helio::aws::s3
