// GetObjectTagging.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/tag_set.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_object_tagging(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto const info = call.stores.objects.head(*id);
  if (!info) return refuse(read_failure(call, info.error()));
  if (info->delete_marker) return refuse(delete_marker_failure(call));
  auto response = xml_response(write_tagging(info->tags));
  add_version(response.headers, *info);
  return response;
}

}  // namespace helio::aws::s3
