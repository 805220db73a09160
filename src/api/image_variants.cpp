#include "api/image_variants.hpp"

#include <algorithm>
#include <utility>

#include "api/marks.hpp"
#include "base/timestamp.hpp"
#include "http/etag.hpp"
#include "image/decode.hpp"
#include "image/encode.hpp"

namespace helio::api {
namespace {

std::string_view name_of(Variant variant) {
  switch (variant) {
    case Variant::original:
      return "original";
    case Variant::preview:
      return "preview";
    case Variant::thumbnail:
      return "thumbnail";
    case Variant::annotated:
      return "annotated";
  }
  return "original";
}

}  // namespace

std::optional<Variant> parse_variant(std::string_view name) {
  for (auto const variant :
       {Variant::original, Variant::preview, Variant::thumbnail, Variant::annotated}) {
    if (name == name_of(variant)) return variant;
  }
  return std::nullopt;
}

objects::ObjectId object_of_record(results::Record const& record) {
  objects::ObjectId id{record.bucket, record.key, std::nullopt};
  if (!record.version_id.empty()) id.version_id = record.version_id;
  return id;
}

std::string ImageVariants::etag(results::Record const& record, Variant variant) {
  // Only the annotated one depends on what was found; "1" changes when the drawing does.
  std::string value = record.image_id + "-" + record.version_id + "-" + record.sequencer + "-";
  value += name_of(variant);
  value += variant == Variant::annotated ? "-" + to_rfc3339(record.updated_at) + "-1" : "-1";
  // RFC 9110: no quotes or controls inside; the parts above come from stores and have none.
  std::erase_if(value, [](char c) { return c == '"' || c < '!' || c > '~'; });
  return http::quoted_etag(value);
}

Result<std::shared_ptr<Bytes const>> ImageVariants::get(results::Record const& record,
                                                        Variant variant) {
  std::string const key = etag(record, variant);
  if (auto found = cached(key)) return found;
  auto made = make(record, variant);
  if (!made) return fail(made);
  auto bytes = std::make_shared<Bytes const>(std::move(*made));
  keep({record.image_id, key, bytes});
  return bytes;
}

std::shared_ptr<Bytes const> ImageVariants::cached(std::string_view key) {
  std::scoped_lock const lock(mutex_);
  auto const found = std::ranges::find(entries_, key, &Entry::key);
  if (found == entries_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return found->bytes;
}

void ImageVariants::keep(Entry entry) {
  std::scoped_lock const lock(mutex_);
  if (std::ranges::find(entries_, entry.key, &Entry::key) != entries_.end()) return;
  bytes_ += entry.bytes->size();
  entries_.push_front(std::move(entry));
  while (bytes_ > options_.cache_bytes_max) {
    bytes_ -= entries_.back().bytes->size();
    entries_.pop_back();
  }
}

void ImageVariants::forget(std::string_view image_id) {
  std::scoped_lock const lock(mutex_);
  std::erase_if(entries_, [&](Entry const& entry) {
    if (entry.image_id != image_id) return false;
    bytes_ -= entry.bytes->size();
    return true;
  });
}

Result<Bytes> ImageVariants::make(results::Record const& record, Variant variant) const {
  auto const original =
      objects::read_object(objects_, object_of_record(record), options_.original_bytes_max);
  if (!original) return tl::unexpected(original.error());
  int const side_px =
      variant == Variant::thumbnail ? options_.thumbnail_side_px : options_.preview_side_px;
  auto pixels = image::decode(
      *original, {.side_px_max = side_px, .limits = {.bytes_max = options_.original_bytes_max}});
  if (!pixels) return fail(pixels);
  if (variant == Variant::annotated) {
    auto const marks = marks_of(record, pixels->width_px(), pixels->height_px());
    auto drawn = image::annotate(pixels->view(), marks);
    if (!drawn) return fail(drawn);
    pixels = std::move(drawn);
  }
  return image::encode_jpeg(pixels->view());
}

}  // namespace helio::api
