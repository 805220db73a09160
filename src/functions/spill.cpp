#include "functions/spill.hpp"

#include <utility>

#include "base/encoding.hpp"
#include "base/json_dump.hpp"
#include "base/json_members.hpp"

namespace helio::functions {
namespace {

constexpr std::uint64_t kSpilledBytesMax = 64U << 20U;

}  // namespace

std::string derived_prefix(std::string_view image_id) {
  return "derived/" + std::string(image_id) + "/";
}

Result<Json> spill(objects::ObjectStore& store, std::string const& bucket, std::string const& key,
                   Json value, std::size_t bytes_max) {
  std::string const text = dump_json(value);
  if (text.size() <= bytes_max) return value;
  auto put = put_object(store, bucket, key, "application/json", bytes_of(text));
  if (!put) return fail(put);
  return Json{{"spilled", {{"bucket", bucket}, {"key", key}}}};
}

Result<Json> unspill(objects::ObjectStore& store, Json const& value) {
  Json const& reference = member(value, "spilled");
  if (reference.is_null()) return value;
  auto bytes = objects::read_object(
      store, {text_member(reference, "bucket"), text_member(reference, "key"), std::nullopt},
      kSpilledBytesMax);
  if (!bytes) return fail(bytes);
  return parse_json(text_of(*bytes), {.bytes_max = kSpilledBytesMax});
}

Result<void> remove_spilled(objects::ObjectStore& store, std::string const& bucket,
                            std::string_view image_id) {
  auto const listing = store.list(bucket, {.prefix = derived_prefix(image_id)});
  if (!listing) return tl::unexpected(listing.error());
  for (objects::ObjectInfo const& object : listing->objects) {
    auto const removed = store.remove({bucket, object.key, std::nullopt}, {});
    if (!removed) return tl::unexpected(removed.error());
  }
  return {};
}

Result<void> put_object(objects::ObjectStore& store, std::string const& bucket,
                        std::string const& key, std::string const& content_type, BytesView bytes) {
  objects::PutOptions options;
  options.content_type = content_type;
  options.size_bytes = bytes.size();
  auto upload = store.put(bucket, key, std::move(options));
  if (!upload) return fail(upload);
  if (auto written = (*upload)->write(bytes); !written) return written;
  auto committed = (*upload)->commit();
  if (!committed) return fail(committed);
  return {};
}

}  // namespace helio::functions
