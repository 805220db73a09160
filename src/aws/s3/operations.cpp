#include "aws/s3/operations.hpp"

#include <algorithm>

namespace helio::aws::s3 {
namespace {

using enum Level;
using enum Access;

// A row each: name, method, level, sub-resources, access, and what runs it. Aligned by hand, since
// clang-format would give a long one seven lines.
// clang-format off
std::vector<Operation> const& operations_on_buckets() {
  static std::vector<Operation> const all = {
    {"ListBuckets", "GET", service, {}, Access::list_buckets, Answer(s3::list_buckets)},
    {"CreateBucket", "PUT", bucket, {}, own, Document(create_bucket)},
    {"DeleteBucket", "DELETE", bucket, {}, own, Answer(delete_bucket)},
    {"DeleteBucketCors", "DELETE", bucket, {"cors"}, own, Answer(delete_bucket_cors)},
    {"DeleteBucketEncryption", "DELETE", bucket, {"encryption"},
     own, Answer(delete_bucket_encryption)},
    {"DeleteBucketLifecycle", "DELETE", bucket, {"lifecycle"},
     own, Answer(delete_bucket_lifecycle)},
    {"DeleteBucketTagging", "DELETE", bucket, {"tagging"}, own, Answer(delete_bucket_tagging)},
    {"DeleteObjects", "POST", bucket, {"delete"}, remove_each, Document(delete_objects)},
    {"DeletePublicAccessBlock", "DELETE", bucket, {"publicAccessBlock"},
     own, Answer(delete_public_access_block)},
    {"GetBucketAccelerateConfiguration", "GET", bucket, {"accelerate"},
     own, Answer(get_bucket_accelerate_configuration)},
    {"GetBucketAcl", "GET", bucket, {"acl"}, own, Answer(get_bucket_acl)},
    {"GetBucketCors", "GET", bucket, {"cors"}, own, Answer(get_bucket_cors)},
    {"GetBucketEncryption", "GET", bucket, {"encryption"}, own, Answer(get_bucket_encryption)},
    {"GetBucketLifecycleConfiguration", "GET", bucket, {"lifecycle"},
     own, Answer(get_bucket_lifecycle_configuration)},
    {"GetBucketLocation", "GET", bucket, {"location"}, look, Answer(get_bucket_location)},
    {"GetBucketLogging", "GET", bucket, {"logging"}, own, Answer(get_bucket_logging)},
    {"GetBucketNotificationConfiguration", "GET", bucket, {"notification"},
     own, Answer(get_bucket_notification_configuration)},
    {"GetBucketOwnershipControls", "GET", bucket, {"ownershipControls"},
     own, Answer(get_bucket_ownership_controls)},
    {"GetBucketPolicy", "GET", bucket, {"policy"}, own, Answer(get_bucket_policy)},
    {"GetBucketPolicyStatus", "GET", bucket, {"policyStatus"},
     own, Answer(get_bucket_policy_status)},
    {"GetBucketReplication", "GET", bucket, {"replication"}, own, Answer(get_bucket_replication)},
    {"GetBucketRequestPayment", "GET", bucket, {"requestPayment"},
     own, Answer(get_bucket_request_payment)},
    {"GetBucketTagging", "GET", bucket, {"tagging"}, own, Answer(get_bucket_tagging)},
    {"GetBucketVersioning", "GET", bucket, {"versioning"}, look, Answer(get_bucket_versioning)},
    {"GetBucketWebsite", "GET", bucket, {"website"}, own, Answer(get_bucket_website)},
    {"GetObjectLockConfiguration", "GET", bucket, {"object-lock"},
     own, Answer(get_object_lock_configuration)},
    {"GetPublicAccessBlock", "GET", bucket, {"publicAccessBlock"},
     own, Answer(get_public_access_block)},
    {"HeadBucket", "HEAD", bucket, {}, look, Answer(head_bucket)},
    {"ListMultipartUploads", "GET", bucket, {"uploads"}, list, Answer(list_multipart_uploads)},
    {"ListObjectVersions", "GET", bucket, {"versions"}, list, Answer(list_object_versions)},
    {"ListObjects", "GET", bucket, {}, list, Answer(list_objects)},
    {"ListObjectsV2", "GET", bucket, {"list-type"}, list, Answer(list_objects_v2)},
    {"PutBucketAcl", "PUT", bucket, {"acl"}, own, Document(put_bucket_acl)},
    {"PutBucketCors", "PUT", bucket, {"cors"}, own, Document(put_bucket_cors)},
    {"PutBucketEncryption", "PUT", bucket, {"encryption"}, own, Document(put_bucket_encryption)},
    {"PutBucketLifecycleConfiguration", "PUT", bucket, {"lifecycle"},
     own, Document(put_bucket_lifecycle_configuration)},
    {"PutBucketNotificationConfiguration", "PUT", bucket, {"notification"},
     own, Document(put_bucket_notification_configuration)},
    {"PutBucketOwnershipControls", "PUT", bucket, {"ownershipControls"},
     own, Document(put_bucket_ownership_controls)},
    {"PutBucketTagging", "PUT", bucket, {"tagging"}, own, Document(put_bucket_tagging)},
    {"PutBucketVersioning", "PUT", bucket, {"versioning"}, own, Document(put_bucket_versioning)},
    {"PutObjectLockConfiguration", "PUT", bucket, {"object-lock"},
     own, Document(put_object_lock_configuration)},
    {"PutPublicAccessBlock", "PUT", bucket, {"publicAccessBlock"},
     own, Document(put_public_access_block)},
  };
  return all;
}

std::vector<Operation> const& operations_on_objects() {
  static std::vector<Operation> const all = {
    {"AbortMultipartUpload", "DELETE", object, {"uploadId"}, write, Answer(abort_multipart_upload)},
    {"CompleteMultipartUpload", "POST", object, {"uploadId"},
     write, Document(complete_multipart_upload)},
    {"CopyObject", "PUT", object, {"x-amz-copy-source"}, write, Answer(copy_object)},
    {"CreateMultipartUpload", "POST", object, {"uploads"}, write, Answer(create_multipart_upload)},
    {"DeleteObject", "DELETE", object, {}, remove, Answer(delete_object)},
    {"DeleteObjectTagging", "DELETE", object, {"tagging"}, write, Answer(delete_object_tagging)},
    {"GetObject", "GET", object, {"partNumber"}, read, Answer(get_object)},
    {"GetObject", "GET", object, {}, read, Answer(get_object)},
    {"GetObjectAcl", "GET", object, {"acl"}, read, Answer(get_object_acl)},
    {"GetObjectAttributes", "GET", object, {"attributes"}, read, Answer(get_object_attributes)},
    {"GetObjectLegalHold", "GET", object, {"legal-hold"}, read, Answer(get_object_legal_hold)},
    {"GetObjectRetention", "GET", object, {"retention"}, read, Answer(get_object_retention)},
    {"GetObjectTagging", "GET", object, {"tagging"}, read, Answer(get_object_tagging)},
    {"HeadObject", "HEAD", object, {"partNumber"}, read, Answer(head_object)},
    {"HeadObject", "HEAD", object, {}, read, Answer(head_object)},
    {"ListParts", "GET", object, {"uploadId"}, write, Answer(list_parts)},
    {"PutObject", "PUT", object, {}, write, Receive(put_object)},
    {"PutObjectAcl", "PUT", object, {"acl"}, write, Document(put_object_acl)},
    {"PutObjectLegalHold", "PUT", object, {"legal-hold"}, own, Document(put_object_legal_hold)},
    {"PutObjectRetention", "PUT", object, {"retention"}, own, Document(put_object_retention)},
    {"PutObjectTagging", "PUT", object, {"tagging"}, write, Document(put_object_tagging)},
    {"UploadPart", "PUT", object, {"partNumber", "uploadId"}, write, Receive(upload_part)},
    {"UploadPartCopy", "PUT", object, {"partNumber", "uploadId", "x-amz-copy-source"},
     write, Answer(upload_part_copy)},
  };
  return all;
}
// clang-format on

}  // namespace

Operation const* find_operation(std::string_view method, Level level,
                                std::vector<std::string> const& sub_resources) {
  auto const& operations =
      level == Level::object ? operations_on_objects() : operations_on_buckets();
  for (Operation const& operation : operations) {
    if (operation.method == method && operation.level == level &&
        std::equal(operation.sub_resources.begin(), operation.sub_resources.end(),
                   sub_resources.begin(), sub_resources.end())) {
      return &operation;
    }
  }
  return nullptr;
}

}  // namespace helio::aws::s3
