// ImageVariants: a stored picture as the page shows it: smaller, or with what was found drawn in.
//
// Made when asked for, from the picture itself, and kept in a bounded cache: nothing derived is
// stored, so nothing derived has to be deleted, encrypted or kept in step.
// Errors   those of the store and of image::decode().
// Threads  callable from any; blocks for the decoding.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"
#include "objects/object_store.hpp"
#include "results/record.hpp"

namespace helio::api {

enum class Variant { original, preview, thumbnail, annotated };

// "original", "preview", "thumbnail", "annotated".
[[nodiscard]] std::optional<Variant> parse_variant(std::string_view name);

struct VariantOptions {
  std::size_t cache_bytes_max = std::size_t{64} << 20U;
  std::uint64_t original_bytes_max = 15'000'000;
  int preview_side_px = 1280;  // also of annotated pictures
  int thumbnail_side_px = 320;
};

class ImageVariants {
 public:
  explicit ImageVariants(objects::ObjectStore& objects, VariantOptions options = {})
      : objects_(objects), options_(options) {}

  // JPEG. `variant` is not original.
  [[nodiscard]] Result<std::shared_ptr<Bytes const>> get(results::Record const& record,
                                                         Variant variant);
  // Drops what is cached of an image.
  void forget(std::string_view image_id);

  // Changes whenever the picture does: known without making it. With quotes.
  [[nodiscard]] static std::string etag(results::Record const& record, Variant variant);

 private:
  struct Entry {
    std::string image_id, key;
    std::shared_ptr<Bytes const> bytes;
  };
  [[nodiscard]] std::shared_ptr<Bytes const> cached(std::string_view key);
  void keep(Entry entry);
  [[nodiscard]] Result<Bytes> make(results::Record const& record, Variant variant) const;

  objects::ObjectStore& objects_;
  const VariantOptions options_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // the last used first; few hundred at most
  std::size_t bytes_ = 0;
};

// Where the bytes of a record's picture are.
[[nodiscard]] objects::ObjectId object_of_record(results::Record const& record);

}  // namespace helio::api
