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

// A header's value of a text: ISO-8859-1, which is all that S3 puts there. None: it does not fit.
std::optional<std::string> latin1(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    bool const control = (c < 0x20 && c != '\t') || c == 0x7f;
    bool const two = (c == 0xc2 || c == 0xc3) && i + 1 < text.size();
    if (control || (c >= 0x80 && !two)) return std::nullopt;
    if (!two) {
      bytes += text[i];
      continue;
    }
    auto const low = static_cast<unsigned char>(text[++i]);
    if (low < 0x80 || low > 0xbf || (c == 0xc2 && low < 0xa0)) return std::nullopt;
    bytes += static_cast<char>(((c & 0x03U) << 6U) | (low & 0x3fU));
  }
  return bytes;
}

}  // namespace

Result<void> check_overrides(Call const& call) {
  for (std::string_view const name : kOverrides) {
    auto const value = call.parameter("response-" + std::string(name));
    if (!value || latin1(*value)) continue;
    return fail(
        Errc::invalid_argument, "InvalidArgument",
        "Header value cannot be represented using ISO-8859-1: response-" + std::string(name) + ".");
  }
  return {};
}

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
    if (value) response.headers.set(name, latin1(*value).value_or(""));
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
