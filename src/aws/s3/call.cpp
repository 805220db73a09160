#include "aws/s3/call.hpp"

#include <algorithm>
#include <charconv>

namespace helio::aws::s3 {

namespace {

Result<int> read_number(std::optional<std::string_view> text, std::string_view name, int otherwise,
                        int max) {
  if (!text || text->empty()) return otherwise;
  int value = 0;
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  bool const digits = end == text->data() + text->size() && !text->starts_with('-');
  if (digits && error == std::errc::result_out_of_range) return max;
  if (!digits || error != std::errc()) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "Provided " + std::string(name) + " not an integer or within integer range");
  }
  return std::min(value, max);
}

}  // namespace

Result<int> Call::number(std::string_view name, int otherwise, int max) const {
  return read_number(parameter(name), name, otherwise, max);
}

Result<int> Call::header_number(std::string_view name, int otherwise, int max) const {
  return read_number(header(name), name, otherwise, max);
}

Result<objects::ObjectId> Call::object() const {
  objects::ObjectId id{address.bucket, address.key, std::nullopt};
  if (auto const version = parameter("versionId")) {
    if (version->empty()) {
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "Version id cannot be the empty string");
    }
    id.version_id = *version;
  }
  return id;
}

objects::Origin Call::origin(std::string reason) const {
  return {.request_id = head.request_id,
          .requester = verified.identity.principal,
          .source_ip = head.remote_address,
          .reason = std::move(reason)};
}

std::optional<std::uint64_t> Call::upload_limit() const {
  std::optional<std::uint64_t> least;
  for (UploadLimit const& limit : options.upload_limits) {
    if (limit.bucket != address.bucket || !address.key.starts_with(limit.prefix)) continue;
    least = std::min(least.value_or(limit.bytes_max), limit.bytes_max);
  }
  return least;
}

}  // namespace helio::aws::s3
