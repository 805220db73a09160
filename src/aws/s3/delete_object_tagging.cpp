// DeleteObjectTagging.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> delete_object_tagging(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto const amended = call.stores.versions.amend(*id, {.tags = objects::Metadata()});
  if (!amended) return refuse(read_failure(call, amended.error()));
  http::Response response;
  response.status = 204;
  add_version(response.headers, *amended);
  return response;
}

}  // namespace helio::aws::s3
