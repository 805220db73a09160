#include "aws/s3/object_read.hpp"

#include "aws/s3/conditions.hpp"
#include "aws/s3/object_headers.hpp"
#include "http/date.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::string_view kOverrides[] = {"cache-control",    "content-disposition",
                                           "content-encoding", "content-language",
                                           "content-type",     "expires"};

}  // namespace

Outcome<std::optional<http::Response>> judge_read(Call const& call,
                                                  objects::ObjectInfo const& info) {
  if (info.delete_marker) return refuse(delete_marker_failure(call));
  switch (judge_conditions(call.headers, {info.etag, info.last_modified})) {
    case Verdict::failed:
      return refuse(Errc::conflict, "PreconditionFailed",
                    "At least one of the pre-conditions you specified did not hold");
    case Verdict::not_modified: {
      http::Response response;
      response.status = 304;
      response.headers.add("etag", http::quoted_etag(info.etag));
      response.headers.add("last-modified", http::to_http_date(info.last_modified));
      add_version(response.headers, info);
      return std::optional(std::move(response));
    }
    default:
      return std::nullopt;
  }
}

http::Response object_response(Call const& call, objects::ObjectInfo const& info, bool whole) {
  http::Response response;
  bool const checksums = whole && call.header("x-amz-checksum-mode") == "ENABLED";
  add_object_headers(response.headers, info, checksums);
  response.headers.add("x-amz-server-side-encryption", "AES256");
  for (std::string_view const name : kOverrides) {
    auto const value = call.parameter("response-" + std::string(name));
    if (value) response.headers.set(name, std::string(*value));
  }
  return response;
}

std::string content_range(objects::ByteRange range, std::uint64_t size_bytes) {
  return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" +
         std::to_string(size_bytes);
}

namespace {

// Says so where a delete marker is why the key is not there.
Failure marked(Call const& call, Failure failure) {
  if (call.parameter("versionId")) return failure;
  auto const newest = call.stores.versions.list_versions(
      call.address.bucket, {.prefix = call.address.key, .versions_max = 1});
  if (!newest || newest->versions.empty()) return failure;
  objects::ObjectInfo const& object = newest->versions.front().object;
  if (object.key != call.address.key || !object.delete_marker) return failure;
  return std::move(failure)
      .with_header("x-amz-delete-marker", "true")
      .with_header("x-amz-version-id", object.version_id);
}

}  // namespace

Failure delete_marker_failure(Call const& call) {
  return Failure(Errc::invalid_argument, "MethodNotAllowed",
                 "The specified method is not allowed against this resource.")
      .with("Method", call.head.method)
      .with("ResourceType", "DeleteMarker")
      .with_header("x-amz-delete-marker", "true")
      .with_header("allow", "DELETE");
}

Failure read_failure(Call const& call, Error error) {
  if (error.name == "MethodNotAllowed") return delete_marker_failure(call);
  bool const no_key = error.name == "NoSuchKey" || error.name == "NoSuchVersion";
  bool const no_bucket = error.name == "NoSuchBucket";
  bool const range = error.name == "InvalidRange";
  Failure failure(std::move(error));
  if (no_key) return marked(call, std::move(failure).with("Key", call.address.key));
  if (no_bucket) return std::move(failure).with("BucketName", call.address.bucket);
  if (!range) return failure;
  auto const id = call.object();
  auto const info = id ? call.stores.objects.head(*id) : tl::unexpected<Error>(id.error());
  failure = std::move(failure).with("RangeRequested", std::string(*call.header("range")));
  if (!info) return failure;
  return std::move(failure).with("ActualObjectSize", std::to_string(info->size_bytes));
}

}  // namespace helio::aws::s3
