// DeleteObject: one version for good, or a delete marker, or the object where there are no
// versions.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_object(Call const& call) {
  for (std::string_view const name :
       {"if-match", "x-amz-if-match-last-modified-time", "x-amz-if-match-size"}) {
    if (!call.header(name)) continue;
    return refuse(Errc::unsupported, "NotImplemented",
                  "Conditional deletes are not implemented; leave out " + std::string(name) + ".");
  }
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto const removed = call.stores.objects.remove(*id, call.origin("DeleteObject"));
  if (!removed) return refuse(removed.error());
  http::Response response;
  response.status = 204;
  add_version(response.headers, *removed);
  if (removed->delete_marker) response.headers.add("x-amz-delete-marker", "true");
  return response;
}

}  // namespace helio::aws::s3
