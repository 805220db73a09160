// PlacedObjects: one bucket's objects there, all others here.
#pragma once

#include <string>
#include <utility>

#include "objects/object_store.hpp"

namespace helio::cli {

class PlacedObjects final : public objects::ObjectStore {
 public:
  // Both outlive it.
  PlacedObjects(std::string bucket, objects::ObjectStore& there, objects::ObjectStore& here)
      : bucket_(std::move(bucket)), there_(there), here_(here) {}

  Result<std::unique_ptr<objects::Upload>> put(std::string_view bucket, std::string_view key,
                                               objects::PutOptions options) override {
    return of(bucket).put(bucket, key, std::move(options));
  }
  Result<std::unique_ptr<objects::ObjectReader>> get(
      objects::ObjectId const& id, std::optional<objects::RangeRequest> range) override {
    return of(id.bucket).get(id, range);
  }
  Result<objects::ObjectInfo> head(objects::ObjectId const& id) override {
    return of(id.bucket).head(id);
  }
  Result<objects::ObjectInfo> remove(objects::ObjectId const& id,
                                     objects::Origin const& origin) override {
    return of(id.bucket).remove(id, origin);
  }
  Result<objects::Listing> list(std::string_view bucket,
                                objects::ListOptions const& options) override {
    return of(bucket).list(bucket, options);
  }

 private:
  [[nodiscard]] objects::ObjectStore& of(std::string_view bucket) {
    return bucket == bucket_ ? there_ : here_;
  }

  const std::string bucket_;
  objects::ObjectStore& there_;
  objects::ObjectStore& here_;
};

}  // namespace helio::cli
