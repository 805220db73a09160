// PutObjectAcl: only the owner's full control, which holds anyway.
#include "aws/s3/access_control.hpp"
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_object_acl(Call const& call, std::string const& body) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto const info = call.stores.objects.head(*id);
  if (!info) return refuse(read_failure(call, info.error()));
  if (info->delete_marker) return refuse(delete_marker_failure(call));
  if (auto const good = check_owner_acl(call, body); !good) return refuse(good.error());
  http::Response response;
  add_version(response.headers, *info);
  return response;
}

}  // namespace helio::aws::s3
