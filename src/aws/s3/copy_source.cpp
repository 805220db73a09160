#include "aws/s3/copy_source.hpp"

#include <algorithm>

#include "aws/s3/authorize.hpp"
#include "aws/s3/conditions.hpp"
#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::string_view kPrefix = "x-amz-copy-source-";

// x-amz-copy-source-if-match and the like, as the conditions of a read.
http::Headers source_conditions(Call const& call) {
  http::Headers conditions;
  for (auto const& [field, value] : call.headers.fields()) {
    std::string const name = http::lower(field);
    if (name.starts_with(kPrefix)) conditions.add(name.substr(kPrefix.size()), value);
  }
  return conditions;
}

Result<std::optional<objects::RangeRequest>> source_range(Call const& call) {
  auto const header = call.header("x-amz-copy-source-range");
  if (!header) return std::nullopt;
  auto const range = objects::parse_range(*header);
  if (range && range->first && range->last) return range;
  return fail(Errc::invalid_argument, "InvalidArgument",
              "The x-amz-copy-source-range value must be of the form bytes=first-last where first "
              "and last are the zero-based offsets of the first and last bytes to copy");
}

}  // namespace

Result<objects::ObjectId> parse_copy_source(std::string_view header) {
  auto const refused = [] {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  };
  constexpr std::string_view kVersion = "?versionId=";
  objects::ObjectId id;
  auto const version = header.rfind(kVersion);
  if (version != std::string_view::npos) {
    id.version_id = header.substr(version + kVersion.size());
    header = header.substr(0, version);
    if (id.version_id->empty()) return refused();
  }
  auto const decoded = http::percent_decode(header);
  if (!decoded) return refused();
  std::string_view path = *decoded;
  if (path.starts_with('/')) path.remove_prefix(1);
  auto const slash = path.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == path.size()) return refused();
  id.bucket = path.substr(0, slash);
  id.key = path.substr(slash + 1);
  return id;
}

Outcome<std::unique_ptr<objects::ObjectReader>> open_copy_source(Call const& call) {
  auto const id = parse_copy_source(call.header("x-amz-copy-source").value_or(""));
  if (!id) return refuse(id.error());
  if (!allows(call.verified.identity.grant, Access::read, {id->bucket, id->key})) {
    return refuse(Errc::forbidden, "AccessDenied",
                  "The access key does not allow to read the copy's source.");
  }
  auto const range = source_range(call);
  if (!range) return refuse(range.error());
  auto reader = call.stores.objects.get(*id, *range);
  if (!reader) return refuse(std::move(reader.error()));
  auto const& info = (*reader)->info();
  auto const verdict = judge_conditions(source_conditions(call), {info.etag, info.last_modified});
  if (verdict != Verdict::proceed) {
    return refuse(Errc::conflict, "PreconditionFailed",
                  "At least one of the pre-conditions you specified did not hold");
  }
  if ((*reader)->range().size_bytes() > call.options.object_bytes_max) {
    return refuse(Errc::invalid_argument, "InvalidRequest",
                  "The specified copy source is larger than the maximum allowable size for a copy "
                  "source: " +
                      std::to_string(call.options.object_bytes_max));
  }
  return *std::move(reader);
}

}  // namespace helio::aws::s3
