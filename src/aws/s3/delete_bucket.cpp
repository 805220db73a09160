// DeleteBucket: of a bucket without objects; uploads that nobody completed go with it, as in S3.
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {
namespace {

Result<void> abort_uploads(Call const& call) {
  auto const& bucket = call.address.bucket;
  auto const some = call.stores.versions.list_versions(bucket, {.versions_max = 1});
  if (!some) return tl::unexpected<Error>(some.error());
  if (!some->versions.empty()) return {};
  while (true) {
    auto const page = call.stores.uploads.list_uploads(bucket, {});
    if (!page) return tl::unexpected<Error>(page.error());
    for (auto const& upload : page->uploads) {
      auto const aborted = call.stores.uploads.abort(upload.id);
      if (!aborted && aborted.error().code != Errc::not_found) return aborted;
    }
    if (!page->truncated) return {};
  }
}

}  // namespace

Outcome<http::Response> delete_bucket(Call const& call) {
  if (auto const aborted = abort_uploads(call); !aborted) return refuse(aborted.error());
  auto const deleted = call.stores.buckets.delete_bucket(call.address.bucket);
  if (!deleted) return refuse(deleted.error());
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace helio::aws::s3
