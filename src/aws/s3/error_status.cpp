#include "aws/s3/error_status.hpp"

namespace helio::aws::s3 {
namespace {

// "DiskFull" is not S3's: 507, so that no client tries again at once.
constexpr WireError kErrors[] = {
    {"AccessControlListNotSupported", 400},
    {"AccessDenied", 403},
    {"AccessForbidden", 403},
    {"AuthorizationHeaderMalformed", 400},
    {"AuthorizationQueryParametersError", 400},
    {"BadDigest", 400},
    {"BadRequest", 400},
    {"BucketAlreadyExists", 409},
    {"BucketAlreadyOwnedByYou", 409},
    {"BucketNotEmpty", 409},
    {"DiskFull", 507},
    {"EntityTooLarge", 400},
    {"EntityTooSmall", 400},
    {"IllegalLocationConstraintException", 400},
    {"IllegalVersioningConfigurationException", 400},
    {"IncompleteBody", 400},
    {"InternalError", 500},
    {"InvalidAccessKeyId", 403},
    {"InvalidArgument", 400},
    {"InvalidBucketName", 400},
    {"InvalidBucketState", 409},
    {"InvalidDigest", 400},
    {"InvalidPart", 400},
    {"InvalidPartNumber", 416},
    {"InvalidPartOrder", 400},
    {"InvalidPolicyDocument", 400},
    {"InvalidRange", 416},
    {"InvalidRequest", 400},
    {"InvalidStorageClass", 400},
    {"InvalidTag", 400},
    {"InvalidURI", 400},
    {"KeyTooLongError", 400},
    {"MalformedPOSTRequest", 400},
    {"MalformedTrailerError", 400},
    {"MalformedXML", 400},
    {"MaxMessageLengthExceeded", 400},
    {"MaxPostPreDataLengthExceededError", 400},
    {"MetadataTooLarge", 400},
    {"MethodNotAllowed", 405},
    {"MissingContentLength", 411},
    {"MissingRequestBodyError", 400},
    {"MissingSecurityHeader", 400},
    {"NoSuchBucket", 404},
    {"NoSuchBucketPolicy", 404},
    {"NoSuchCORSConfiguration", 404},
    {"NoSuchKey", 404},
    {"NoSuchLifecycleConfiguration", 404},
    {"NoSuchObjectLockConfiguration", 404},
    {"NoSuchTagSet", 404},
    {"NoSuchUpload", 404},
    {"NoSuchVersion", 404},
    {"NoSuchWebsiteConfiguration", 404},
    {"NotImplemented", 501},
    {"ObjectLockConfigurationNotFoundError", 404},
    {"OperationAborted", 409},
    {"PreconditionFailed", 412},
    {"ReplicationConfigurationNotFoundError", 404},
    {"RequestTimeTooSkewed", 403},
    {"RequestTimeout", 400},
    {"ServiceUnavailable", 503},
    {"SignatureDoesNotMatch", 403},
    {"SlowDown", 503},
    {"XAmzContentSHA256Mismatch", 400},
};

WireError nearest(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument:
      return {"InvalidArgument", 400};
    case Errc::not_found:
      return {"NoSuchKey", 404};
    case Errc::unsupported:
      return {"NotImplemented", 501};
    case Errc::too_large:
      return {"EntityTooLarge", 400};
    case Errc::conflict:
      return {"OperationAborted", 409};
    case Errc::unauthenticated:
    case Errc::forbidden:
      return {"AccessDenied", 403};
    case Errc::exhausted:
      return {"SlowDown", 503};
    case Errc::cancelled:
    case Errc::timed_out:
      return {"RequestTimeout", 400};
    case Errc::unavailable:
      return {"ServiceUnavailable", 503};
    default:
      return {"InternalError", 500};
  }
}

}  // namespace

WireError wire_error(Error const& error) noexcept {
  for (WireError const& row : kErrors) {
    if (row.code == error.name) return row;
  }
  return nearest(error.code);
}

}  // namespace helio::aws::s3
