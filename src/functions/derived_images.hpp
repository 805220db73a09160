// DerivedImages: previews of an image, made when somebody first looks and kept in a bucket of their
// own. An image that nobody looks at costs no preview.
//
// Input    a record; the original object must still be there for what is not yet made.
// Output   a JPEG without metadata: no location leaves with a preview.
// Errors   invalid_argument "InvalidVariant"; not_found "NoSuchKey", "NoSuchVersion" (the original
//          is gone); those of image::probe() and image::decode(); the object store's.
// Threads  callable from any; blocks for a decode, the first time. Two first looks at once make it
//          twice, and the same.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "functions/spill.hpp"
#include "image/annotate.hpp"
#include "image/limits.hpp"
#include "objects/object_store.hpp"
#include "results/record.hpp"

namespace helio::functions {

// Longer sides of 1,280, 256 and 1,280 pixels; annotated: with boxes and captions of what was
// found.
enum class Variant { preview, thumbnail, annotated };

// "preview", "thumbnail", "annotated".
[[nodiscard]] Result<Variant> parse_variant(std::string_view text);

class DerivedImages {
 public:
  explicit DerivedImages(objects::ObjectStore& objects, std::string bucket = kDerivedBucket,
                         image::Limits limits = {})
      : objects_(objects), bucket_(std::move(bucket)), limits_(limits) {}

  [[nodiscard]] Result<Bytes> get(results::Record const& record, Variant variant);

  // All that was made from that image; no error where there is nothing.
  [[nodiscard]] Result<void> remove(std::string_view image_id);

 private:
  [[nodiscard]] Result<Bytes> make(results::Record const& record, Variant variant);

  objects::ObjectStore& objects_;
  const std::string bucket_;
  const image::Limits limits_;
};

// Of labels with instances, faces and lines of text in the record, for a picture of that size.
[[nodiscard]] std::vector<image::Mark> marks_of(results::Record const& record, int width_px,
                                                int height_px);

}  // namespace helio::functions
