// PutBucketTagging.
#include "aws/s3/operations.hpp"
#include "aws/s3/settings.hpp"
#include "aws/s3/tag_set.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_bucket_tagging(Call const& call, std::string const& body) {
  auto const tags = parse_tagging(body, objects::kBucketTagsMax);
  if (!tags) return refuse(tags.error());
  return keep_setting(call, setting::kTagging, write_tagging(*tags));
}

}  // namespace helio::aws::s3
