// HeadObject: what GetObject would answer, without the bytes.
#include "aws/s3/conditions.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/part_read.hpp"
#include "objects/byte_range.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> head_object(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  if (auto const good = check_overrides(call); !good) return refuse(good.error());
  auto const info = call.stores.objects.head(*id);
  if (!info) return refuse(read_failure(call, info.error()));
  auto early = judge_read(call, *info);
  if (!early) return refuse(std::move(early.error()));
  if (*early) return **std::move(early);
  auto const part = part_of(call, *id, *info);
  if (!part) return refuse(part.error());
  auto const request =
      *part ? (*part)->bytes : objects::parse_range(call.header("range").value_or(""));
  bool const ranged = request && range_counts(call.headers, {info->etag, info->last_modified});
  auto response = object_response(call, *info, !ranged);
  response.content_length = *part && !ranged ? 0 : info->size_bytes;
  if (*part) add_part(response, **part);
  if (!ranged) return response;
  auto range = objects::resolve_range(*request, info->size_bytes);
  if (!range) return refuse(read_failure(call, std::move(range.error())));
  response.status = 206;
  response.content_length = range->size_bytes();
  response.headers.add("content-range", content_range(*range, info->size_bytes));
  return response;
}

}  // namespace helio::aws::s3
