#include "aws/s3/part_read.hpp"

#include "aws/s3/object_headers.hpp"
#include "aws/s3/part_request.hpp"

namespace helio::aws::s3 {
namespace {

tl::unexpected<Error> no_such_part() {
  return fail(Errc::invalid_argument, "InvalidPartNumber",
              "The requested partnumber is not satisfiable");
}

}  // namespace

Result<std::optional<PartRead>> part_of(Call const& call, objects::ObjectId const& id,
                                        objects::ObjectInfo const& info) {
  if (!call.parameter("partNumber")) return std::optional<PartRead>();
  if (call.header("range")) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "Cannot specify both Range header and partNumber query parameter");
  }
  auto const number = part_number_of(call);
  if (!number) return tl::unexpected<Error>(number.error());
  PartRead read{.count = parts_count(info), .bytes = {}};
  if (read.count == 0) {
    if (*number != 1) return no_such_part();
    if (info.size_bytes > 0) read.bytes = objects::RangeRequest{0, info.size_bytes - 1};
    return std::optional(read);
  }
  std::uint64_t first = 0;
  for (int after = 0;;) {
    auto const page = call.stores.versions.parts(id, after, 1000);
    if (!page) return tl::unexpected<Error>(page.error());
    for (objects::PartInfo const& part : page->parts) {
      if (part.number == *number) {
        if (part.size_bytes > 0) {
          read.bytes = objects::RangeRequest{first, first + part.size_bytes - 1};
        }
        return std::optional(read);
      }
      first += part.size_bytes;
    }
    if (!page->truncated) return no_such_part();
    after = page->next_after;
  }
}

void add_part(http::Response& response, PartRead const& part) {
  if (part.count > 0) response.headers.add("x-amz-mp-parts-count", std::to_string(part.count));
}

}  // namespace helio::aws::s3
