// PutObjectTagging: replaces the tags of a version.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/tag_set.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_object_tagging(Call const& call, std::string const& body) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto tags = parse_tagging(body, objects::kObjectTagsMax);
  if (!tags) return refuse(std::move(tags.error()));
  auto const amended = call.stores.versions.amend(*id, {.tags = *std::move(tags)});
  if (!amended) return refuse(read_failure(call, amended.error()));
  http::Response response;
  add_version(response.headers, *amended);
  return response;
}

}  // namespace helio::aws::s3
