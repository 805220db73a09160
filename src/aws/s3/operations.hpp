// Every S3 operation, one file each, and the table that finds the one a request means.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aws/s3/authorize.hpp"
#include "aws/s3/call.hpp"

namespace helio::aws::s3 {

using Reply = Outcome<http::Response>;
// These need no body.
[[nodiscard]] Reply abort_multipart_upload(Call const& call);
[[nodiscard]] Reply copy_object(Call const& call);
[[nodiscard]] Reply create_multipart_upload(Call const& call);
[[nodiscard]] Reply delete_bucket(Call const& call);
[[nodiscard]] Reply delete_bucket_cors(Call const& call);
[[nodiscard]] Reply delete_bucket_encryption(Call const& call);
[[nodiscard]] Reply delete_bucket_lifecycle(Call const& call);
[[nodiscard]] Reply delete_bucket_tagging(Call const& call);
[[nodiscard]] Reply delete_object(Call const& call);
[[nodiscard]] Reply delete_object_tagging(Call const& call);
[[nodiscard]] Reply delete_public_access_block(Call const& call);
[[nodiscard]] Reply get_bucket_accelerate_configuration(Call const& call);
[[nodiscard]] Reply get_bucket_acl(Call const& call);
[[nodiscard]] Reply get_bucket_cors(Call const& call);
[[nodiscard]] Reply get_bucket_encryption(Call const& call);
[[nodiscard]] Reply get_bucket_lifecycle_configuration(Call const& call);
[[nodiscard]] Reply get_bucket_location(Call const& call);
[[nodiscard]] Reply get_bucket_logging(Call const& call);
[[nodiscard]] Reply get_bucket_notification_configuration(Call const& call);
[[nodiscard]] Reply get_bucket_ownership_controls(Call const& call);
[[nodiscard]] Reply get_bucket_policy(Call const& call);
[[nodiscard]] Reply get_bucket_policy_status(Call const& call);
[[nodiscard]] Reply get_bucket_replication(Call const& call);
[[nodiscard]] Reply get_bucket_request_payment(Call const& call);
[[nodiscard]] Reply get_bucket_tagging(Call const& call);
[[nodiscard]] Reply get_bucket_versioning(Call const& call);
[[nodiscard]] Reply get_bucket_website(Call const& call);
[[nodiscard]] Reply get_object(Call const& call);
[[nodiscard]] Reply get_object_acl(Call const& call);
[[nodiscard]] Reply get_object_attributes(Call const& call);
[[nodiscard]] Reply get_object_legal_hold(Call const& call);
[[nodiscard]] Reply get_object_lock_configuration(Call const& call);
[[nodiscard]] Reply get_object_retention(Call const& call);
[[nodiscard]] Reply get_object_tagging(Call const& call);
[[nodiscard]] Reply get_public_access_block(Call const& call);
[[nodiscard]] Reply head_bucket(Call const& call);
[[nodiscard]] Reply head_object(Call const& call);
[[nodiscard]] Reply list_buckets(Call const& call);
[[nodiscard]] Reply list_multipart_uploads(Call const& call);
[[nodiscard]] Reply list_object_versions(Call const& call);
[[nodiscard]] Reply list_objects(Call const& call);
[[nodiscard]] Reply list_objects_v2(Call const& call);
[[nodiscard]] Reply list_parts(Call const& call);
[[nodiscard]] Reply upload_part_copy(Call const& call);

// These need a small one, whole.
[[nodiscard]] Reply complete_multipart_upload(Call const& call, std::string const& body);
[[nodiscard]] Reply create_bucket(Call const& call, std::string const& body);
[[nodiscard]] Reply delete_objects(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_acl(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_cors(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_encryption(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_lifecycle_configuration(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_notification_configuration(Call const& call,
                                                          std::string const& body);
[[nodiscard]] Reply put_bucket_ownership_controls(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_tagging(Call const& call, std::string const& body);
[[nodiscard]] Reply put_bucket_versioning(Call const& call, std::string const& body);
[[nodiscard]] Reply put_object_acl(Call const& call, std::string const& body);
[[nodiscard]] Reply put_object_legal_hold(Call const& call, std::string const& body);
[[nodiscard]] Reply put_object_lock_configuration(Call const& call, std::string const& body);
[[nodiscard]] Reply put_object_retention(Call const& call, std::string const& body);
[[nodiscard]] Reply put_object_tagging(Call const& call, std::string const& body);
[[nodiscard]] Reply put_public_access_block(Call const& call, std::string const& body);

// These take it as it streams.
[[nodiscard]] Outcome<std::unique_ptr<BodySink>> put_object(Call const& call);
[[nodiscard]] Outcome<std::unique_ptr<BodySink>> upload_part(Call const& call);

using Answer = Reply (*)(Call const&);
using Document = Reply (*)(Call const&, std::string const&);
using Receive = Outcome<std::unique_ptr<BodySink>> (*)(Call const&);

enum class Level { service, bucket, object };

struct Operation {
  std::string_view name;  // as AWS calls it: "PutObject"
  std::string_view method;
  Level level;
  // The sub-resources that a request must have, sorted; all of them, and no others.
  // "x-amz-copy-source" counts as one, though it is a header.
  std::vector<std::string_view> sub_resources;
  Access access;
  std::variant<Answer, Document, Receive> run;
};

// Null: there is no such operation here.
[[nodiscard]] Operation const* find_operation(std::string_view method, Level level,
                                              std::vector<std::string> const& sub_resources);

}  // namespace helio::aws::s3
