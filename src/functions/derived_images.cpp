#include "functions/derived_images.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/ids.hpp"
#include "functions/members.hpp"
#include "image/decode.hpp"
#include "image/encode.hpp"

namespace helio::functions {
namespace {

struct VariantRow {
  Variant variant;
  std::string_view name;
  int side_px_max;
};

constexpr std::array<VariantRow, 3> kVariants = {{{Variant::preview, "preview", 1'280},
                                                  {Variant::thumbnail, "thumbnail", 256},
                                                  {Variant::annotated, "annotated", 1'280}}};

constexpr std::uint64_t kDerivedBytesMax = 16U << 20U;
constexpr int kRemovalsMax = 1'000;  // objects made from one image

VariantRow const& row_of(Variant variant) {
  return *std::ranges::find(kVariants, variant, &VariantRow::variant);
}

// A newer version has previews of its own; annotations change with each analysis.
std::string key_of(results::Record const& record, Variant variant) {
  std::string version = record.version_id + '\n' + record.sequencer;
  if (variant == Variant::annotated) {
    version += '\n' + std::to_string(record.updated_at.time_since_epoch().count());
  }
  return derived_prefix(record.image_id) + uuid_of(version) + '/' +
         std::string(row_of(variant).name) + ".jpg";
}

}  // namespace

Result<Variant> parse_variant(std::string_view text) {
  auto const* const row = std::ranges::find(kVariants, text, &VariantRow::name);
  if (row == kVariants.end()) {
    return fail(Errc::invalid_argument, "InvalidVariant",
                "The variant is one of preview, thumbnail and annotated.");
  }
  return row->variant;
}

Result<Bytes> DerivedImages::get(results::Record const& record, Variant variant) {
  std::string const key = key_of(record, variant);
  auto kept = objects::read_object(objects_, {bucket_, key, std::nullopt}, kDerivedBytesMax);
  if (kept || kept.error().code != Errc::not_found) return kept;
  auto made = make(record, variant);
  if (!made) return made;
  if (auto put = put_object(objects_, bucket_, key, "image/jpeg", *made); !put) return fail(put);
  return made;
}

Result<Bytes> DerivedImages::make(results::Record const& record, Variant variant) {
  std::optional<std::string> version;
  if (!record.version_id.empty()) version = record.version_id;
  auto const file = objects::read_object(objects_, {record.bucket, record.key, std::move(version)},
                                         limits_.bytes_max);
  if (!file) return tl::unexpected(file.error());
  auto pixels =
      image::decode(*file, {.side_px_max = row_of(variant).side_px_max, .limits = limits_});
  if (!pixels) return fail(pixels);
  if (variant == Variant::annotated) {
    pixels =
        image::annotate(pixels->view(), marks_of(record, pixels->width_px(), pixels->height_px()));
    if (!pixels) return fail(pixels);
  }
  return image::encode_jpeg(pixels->view());
}

Result<void> DerivedImages::remove(std::string_view image_id) {
  auto const listing =
      objects_.list(bucket_, {.prefix = derived_prefix(image_id), .keys_max = kRemovalsMax});
  if (!listing) return tl::unexpected(listing.error());
  for (objects::ObjectInfo const& object : listing->objects) {
    auto removed = objects_.remove({bucket_, object.key, std::nullopt}, {});
    if (!removed) return fail(removed);
  }
  return {};
}

}  // namespace helio::functions
