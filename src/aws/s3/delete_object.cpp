// DeleteObject: one version for good, or a delete marker, or the object where there are no
// versions; if it is still what the client thinks it is.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/remove_conditions.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_object(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto conditions = read_conditions({.etag = call.header("if-match"),
                                     .size = call.header("x-amz-if-match-size"),
                                     .time = call.header("x-amz-if-match-last-modified-time")});
  if (!conditions) return refuse(std::move(conditions.error()));
  conditions->bypass_governance = bypasses_governance(call);
  auto const removed =
      call.stores.versions.remove_if(*id, *conditions, call.origin("DeleteObject"));
  if (!removed) return refuse(removed.error());
  http::Response response;
  response.status = 204;
  add_version(response.headers, *removed);
  if (removed->delete_marker) response.headers.add("x-amz-delete-marker", "true");
  return response;
}

}  // namespace helio::aws::s3
