// Spill: keeps a workflow's data small. Step Functions takes 256 KiB between states; what is larger
// is put into a bucket, and a reference goes on: {"spilled":{"bucket","key"}}.
#pragma once

#include <cstddef>
#include <string>

#include "base/json.hpp"
#include "base/result.hpp"
#include "objects/object_store.hpp"

namespace helio::functions {

// Where everything made from an image is kept: its own bucket, whose objects fire no events.
inline constexpr char const* kDerivedBucket = "heliograph-derived";

// "derived/<image_id>/": of everything made from that image.
[[nodiscard]] std::string derived_prefix(std::string_view image_id);

// `value` itself up to `bytes_max` as text, else the reference to an object of that key.
// Errors: the store's.
[[nodiscard]] Result<Json> spill(objects::ObjectStore& store, std::string const& bucket,
                                 std::string const& key, Json value, std::size_t bytes_max);

// The value again, whichever it is. Errors: the store's; "InvalidJson".
[[nodiscard]] Result<Json> unspill(objects::ObjectStore& store, Json const& value);

// Removes what was spilled for an image; no error where there is nothing. Errors: the store's.
[[nodiscard]] Result<void> remove_spilled(objects::ObjectStore& store, std::string const& bucket,
                                          std::string_view image_id);

// Writes a small object in one go. Errors: the store's.
[[nodiscard]] Result<void> put_object(objects::ObjectStore& store, std::string const& bucket,
                                      std::string const& key, std::string const& content_type,
                                      BytesView bytes);

}  // namespace helio::functions
