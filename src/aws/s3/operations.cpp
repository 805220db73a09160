#include "aws/s3/operations.hpp"

#include <algorithm>

namespace helio::aws::s3 {
namespace {

std::vector<Operation> const& operations() {
  using enum Level;
  using enum Access;
  static std::vector<Operation> const all = {
      {"ListBuckets", "GET", service, {}, Access::list_buckets, Answer(s3::list_buckets)},

      {"CreateBucket", "PUT", bucket, {}, own, Document(create_bucket)},
      {"DeleteBucket", "DELETE", bucket, {}, own, Answer(delete_bucket)},
      {"DeleteObjects", "POST", bucket, {"delete"}, remove_each, Document(delete_objects)},
      {"GetBucketLocation", "GET", bucket, {"location"}, look, Answer(get_bucket_location)},
      {"GetBucketVersioning", "GET", bucket, {"versioning"}, look, Answer(get_bucket_versioning)},
      {"HeadBucket", "HEAD", bucket, {}, look, Answer(head_bucket)},
      {"ListMultipartUploads", "GET", bucket, {"uploads"}, list, Answer(list_multipart_uploads)},
      {"ListObjectVersions", "GET", bucket, {"versions"}, list, Answer(list_object_versions)},
      {"ListObjects", "GET", bucket, {}, list, Answer(list_objects)},
      {"ListObjectsV2", "GET", bucket, {"list-type"}, list, Answer(list_objects_v2)},
      {"PutBucketVersioning", "PUT", bucket, {"versioning"}, own, Document(put_bucket_versioning)},

      {"AbortMultipartUpload",
       "DELETE",
       object,
       {"uploadId"},
       write,
       Answer(abort_multipart_upload)},
      {"CompleteMultipartUpload",
       "POST",
       object,
       {"uploadId"},
       write,
       Document(complete_multipart_upload)},
      {"CopyObject", "PUT", object, {"x-amz-copy-source"}, write, Answer(copy_object)},
      {"CreateMultipartUpload",
       "POST",
       object,
       {"uploads"},
       write,
       Answer(create_multipart_upload)},
      {"DeleteObject", "DELETE", object, {}, remove, Answer(delete_object)},
      {"GetObject", "GET", object, {}, read, Answer(get_object)},
      {"HeadObject", "HEAD", object, {}, read, Answer(head_object)},
      {"ListParts", "GET", object, {"uploadId"}, write, Answer(list_parts)},
      {"PutObject", "PUT", object, {}, write, Receive(put_object)},
      {"UploadPart", "PUT", object, {"partNumber", "uploadId"}, write, Receive(upload_part)},
      {"UploadPartCopy",
       "PUT",
       object,
       {"partNumber", "uploadId", "x-amz-copy-source"},
       write,
       Answer(upload_part_copy)},
  };
  return all;
}

}  // namespace

Operation const* find_operation(std::string_view method, Level level,
                                std::vector<std::string> const& sub_resources) {
  for (Operation const& operation : operations()) {
    if (operation.method == method && operation.level == level &&
        std::equal(operation.sub_resources.begin(), operation.sub_resources.end(),
                   sub_resources.begin(), sub_resources.end())) {
      return &operation;
    }
  }
  return nullptr;
}

}  // namespace helio::aws::s3
