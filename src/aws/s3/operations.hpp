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

[[nodiscard]] Outcome<http::Response> abort_multipart_upload(Call const& call);
[[nodiscard]] Outcome<http::Response> complete_multipart_upload(Call const& call,
                                                                std::string const& body);
[[nodiscard]] Outcome<http::Response> copy_object(Call const& call);
[[nodiscard]] Outcome<http::Response> create_bucket(Call const& call, std::string const& body);
[[nodiscard]] Outcome<http::Response> create_multipart_upload(Call const& call);
[[nodiscard]] Outcome<http::Response> delete_bucket(Call const& call);
[[nodiscard]] Outcome<http::Response> delete_object(Call const& call);
[[nodiscard]] Outcome<http::Response> delete_objects(Call const& call, std::string const& body);
[[nodiscard]] Outcome<http::Response> get_bucket_location(Call const& call);
[[nodiscard]] Outcome<http::Response> get_bucket_versioning(Call const& call);
[[nodiscard]] Outcome<http::Response> get_object(Call const& call);
[[nodiscard]] Outcome<http::Response> head_bucket(Call const& call);
[[nodiscard]] Outcome<http::Response> head_object(Call const& call);
[[nodiscard]] Outcome<http::Response> list_buckets(Call const& call);
[[nodiscard]] Outcome<http::Response> list_multipart_uploads(Call const& call);
[[nodiscard]] Outcome<http::Response> list_object_versions(Call const& call);
[[nodiscard]] Outcome<http::Response> list_objects(Call const& call);
[[nodiscard]] Outcome<http::Response> list_objects_v2(Call const& call);
[[nodiscard]] Outcome<http::Response> list_parts(Call const& call);
[[nodiscard]] Outcome<http::Response> put_bucket_versioning(Call const& call,
                                                            std::string const& body);
[[nodiscard]] Outcome<std::unique_ptr<BodySink>> put_object(Call const& call);
[[nodiscard]] Outcome<std::unique_ptr<BodySink>> upload_part(Call const& call);
[[nodiscard]] Outcome<http::Response> upload_part_copy(Call const& call);

using Answer = Outcome<http::Response> (*)(Call const&);
using Document = Outcome<http::Response> (*)(Call const&, std::string const&);
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
