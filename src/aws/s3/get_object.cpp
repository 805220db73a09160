// GetObject: an object's bytes, a range of them, or one of its parts.
#include "aws/s3/conditions.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/part_read.hpp"
#include "objects/byte_range.hpp"

namespace helio::aws::s3 {
namespace {

class ObjectBody final : public http::BodyReader {
 public:
  explicit ObjectBody(std::unique_ptr<objects::ObjectReader> reader) : reader_(std::move(reader)) {}
  Result<std::size_t> read(std::span<std::byte> into) override { return reader_->read(into); }

 private:
  std::unique_ptr<objects::ObjectReader> reader_;
};

bool has_conditions(Call const& call) {
  for (std::string_view const name :
       {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"}) {
    if (call.header(name)) return true;
  }
  return false;
}

// What of the object is asked for.
struct Wanted {
  std::optional<objects::RangeRequest> range;
  std::optional<PartRead> part = {};
  std::string etag = {};  // of the object that the part is of
};

// Conditions come before the range, which counts only if they hold, and an unsatisfiable range
// opens no reader; where a part begins is known of an object only. So the object is looked at
// first where a request needs that.
Outcome<std::optional<http::Response>> look_first(Call const& call, objects::ObjectId const& id,
                                                  Wanted& wanted) {
  bool const of_part = call.parameter("partNumber").has_value();
  if (!of_part && (!wanted.range || !has_conditions(call))) return std::nullopt;
  auto const info = call.stores.objects.head(id);
  if (!info) return refuse(read_failure(call, info.error()));
  if (!range_counts(call.headers, {info->etag, info->last_modified})) wanted.range.reset();
  auto early = judge_read(call, *info);
  if (!early || *early || !of_part) return early;
  auto part = part_of(call, id, *info);
  if (!part) return refuse(std::move(part.error()));
  wanted = {(*part)->bytes, *part, info->etag};
  return std::nullopt;
}

}  // namespace

Outcome<http::Response> get_object(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  if (auto const good = check_overrides(call); !good) return refuse(good.error());
  Wanted wanted{objects::parse_range(call.header("range").value_or(""))};
  auto early = look_first(call, *id, wanted);
  if (!early) return refuse(std::move(early.error()));
  if (*early) return **std::move(early);
  auto reader = call.stores.objects.get(*id, wanted.range);
  if (!reader) return refuse(read_failure(call, std::move(reader.error())));
  auto const& info = (*reader)->info();
  early = judge_read(call, info);
  if (!early) return refuse(std::move(early.error()));
  if (*early) return **std::move(early);
  if (wanted.part && info.etag != wanted.etag) {
    return refuse(Errc::conflict, "OperationAborted",
                  "The object was replaced while its part was looked for; ask again.");
  }
  auto response = object_response(call, info, !wanted.range);
  auto const bytes = (*reader)->range();
  response.content_length = bytes.size_bytes();
  if (wanted.part) add_part(response, *wanted.part);
  if (wanted.range) {
    response.status = 206;
    response.headers.add("content-range", content_range(bytes, info.size_bytes));
  }
  response.stream = std::make_unique<ObjectBody>(*std::move(reader));
  return response;
}

}  // namespace helio::aws::s3
