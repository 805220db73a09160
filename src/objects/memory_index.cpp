#include "objects/memory_index.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "objects/assembly.hpp"
#include "objects/bucket_name.hpp"
#include "objects/key_listing.hpp"
#include "objects/object_lock.hpp"
#include "objects/store_errors.hpp"
#include "objects/version_id.hpp"

namespace helio::objects {

class MemoryIndex::Cursor final : public KeyCursor {
 public:
  explicit Cursor(BucketState const& bucket) : bucket_(bucket) {}
  Result<void> seek(std::string_view least) override {
    at_ = bucket_.keys.lower_bound(std::string(least));
    return {};
  }
  Result<std::optional<ObjectInfo>> next() override {
    for (; at_ != bucket_.keys.end(); ++at_) {
      auto const& latest = at_->second.back().object;
      if (latest.delete_marker) continue;
      ++at_;
      return latest;
    }
    return std::optional<ObjectInfo>();
  }

 private:
  BucketState const& bucket_;
  std::map<std::string, Versions>::const_iterator at_;
};

void MemoryIndex::announce(ObjectChange::Kind kind, ObjectInfo const& object,
                           Origin const& origin) const {
  if (on_change_) on_change_({kind, object, origin});
}

Result<MemoryIndex::BucketState*> MemoryIndex::find_bucket(std::string_view name) {
  auto const found = buckets_.find(name);
  if (found == buckets_.end()) return no_such_bucket(name);
  return &found->second;
}

Result<MemoryIndex::Uploading*> MemoryIndex::find_upload(UploadId const& id) {
  auto const found = uploads_.find(id.upload_id);
  if (found == uploads_.end()) return no_such_upload();
  auto const& own = found->second.upload.id;
  if (own.bucket != id.bucket || own.key != id.key) return no_such_upload();
  return &found->second;
}

Result<Located*> MemoryIndex::find(ObjectId const& id) {
  auto const bucket = find_bucket(id.bucket);
  if (!bucket) return tl::unexpected<Error>(bucket.error());
  auto const key = (*bucket)->keys.find(id.key);
  if (key == (*bucket)->keys.end()) return no_such_object(id);
  auto& versions = key->second;
  if (!id.version_id) {
    if (versions.back().object.delete_marker) return no_such_object(id);
    return &versions.back();
  }
  for (auto& version : versions) {
    if (version.object.version_id == *id.version_id) return &version;
  }
  return no_such_object(id);
}

// Takes one version out, if it is there, and releases its bodies.
void MemoryIndex::take_out(BucketState& bucket, ObjectInfo const& version, Changed& changed) {
  auto const key = bucket.keys.find(version.key);
  if (key == bucket.keys.end()) return;
  auto& versions = key->second;
  auto const found = std::find_if(versions.begin(), versions.end(), [&](Located const& one) {
    return one.object.version_id == version.version_id;
  });
  if (found == versions.end()) return;
  for (auto const& body : found->bodies) changed.released.push_back(body.id);
  versions.erase(found);
  if (versions.empty()) bucket.keys.erase(key);
}

ObjectInfo MemoryIndex::place(BucketState& bucket, Located version, ObjectChange::Kind kind,
                              Origin const& origin) {
  version.object.sequencer = sequencer_of(++sequence_);
  ObjectInfo object = version.object;
  bucket.keys[object.key].push_back(std::move(version));
  announce(kind, object, origin);
  return object;
}

Result<Changed> MemoryIndex::add_version(Located version, Conditions const& conditions,
                                         Origin const& origin) {
  auto const bucket = find_bucket(version.object.bucket);
  if (!bucket) return tl::unexpected<Error>(bucket.error());
  auto const latest = find({version.object.bucket, version.object.key, {}});
  auto const allowed = check_conditions(conditions, latest ? &(*latest)->object : nullptr);
  if (!allowed) return tl::unexpected<Error>(allowed.error());
  Changed changed;
  if ((*bucket)->bucket.versioning != Versioning::enabled) {
    version.object.version_id = kNullVersion;
    take_out(**bucket, version.object, changed);
  }
  changed.object = place(**bucket, std::move(version), ObjectChange::Kind::created, origin);
  return changed;
}

Result<Changed> MemoryIndex::add(NewVersion const& version) {
  std::scoped_lock const lock(mutex_);
  return add_version({version.object, {version.body}}, version.conditions, version.origin);
}

Result<Changed> MemoryIndex::remove_object(Removal const& removal) {
  std::scoped_lock const lock(mutex_);
  auto const bucket = find_bucket(removal.id.bucket);
  if (!bucket) return tl::unexpected<Error>(bucket.error());
  auto const target = find(removal.id);
  auto const allowed =
      check_remove_conditions(removal.conditions, target ? &(*target)->object : nullptr);
  if (!allowed) return tl::unexpected<Error>(allowed.error());
  Changed changed;
  auto const versioning = (*bucket)->bucket.versioning;
  ObjectInfo marker{.bucket = removal.id.bucket,
                    .key = removal.id.key,
                    .version_id = std::string(kNullVersion),
                    .last_modified = removal.at,
                    .delete_marker = true};
  changed.object.bucket = marker.bucket;
  changed.object.key = marker.key;
  if (removal.id.version_id || versioning != Versioning::enabled) {
    std::string const gone = removal.id.version_id.value_or(std::string(kNullVersion));
    auto const found = find({marker.bucket, marker.key, gone});
    if (found) {
      auto const free =
          check_removable((*found)->object.lock, removal.conditions.bypass_governance, removal.at);
      if (!free) return tl::unexpected<Error>(free.error());
      changed.object = (*found)->object;
      take_out(**bucket, changed.object, changed);
      announce(ObjectChange::Kind::deleted, changed.object, removal.origin);
    }
    if (removal.id.version_id || versioning == Versioning::never) return changed;
  } else {
    marker.version_id = removal.marker_version_id;
  }
  changed.object =
      place(**bucket, {marker, {}}, ObjectChange::Kind::marked_deleted, removal.origin);
  return changed;
}

Result<ObjectInfo> MemoryIndex::info(ObjectId const& id) {
  std::scoped_lock const lock(mutex_);
  auto const found = find(id);
  if (!found) return tl::unexpected<Error>(found.error());
  return (*found)->object;
}

Result<Located> MemoryIndex::locate(ObjectId const& id) {
  std::scoped_lock const lock(mutex_);
  auto const found = find(id);
  if (!found) return tl::unexpected<Error>(found.error());
  return **found;
}

Result<Listing> MemoryIndex::list_objects(std::string_view bucket, ListOptions const& options) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(bucket);
  if (!found) return tl::unexpected<Error>(found.error());
  Cursor cursor(**found);
  return list_keys(cursor, options);
}

std::vector<Body*> MemoryIndex::all_bodies() {
  std::vector<Body*> all;
  for (auto& [name, bucket] : buckets_) {
    for (auto& [key, versions] : bucket.keys) {
      for (auto& version : versions) {
        for (auto& body : version.bodies) all.push_back(&body);
      }
    }
  }
  for (auto& [id, uploading] : uploads_) {
    for (auto& [number, part] : uploading.parts) all.push_back(&part.body);
  }
  return all;
}

Result<std::vector<std::string>> MemoryIndex::unknown(std::span<std::string const> body_ids) {
  std::scoped_lock const lock(mutex_);
  std::set<std::string> known;
  for (auto const* const body : all_bodies()) known.insert(body->id);
  std::vector<std::string> missing;
  std::copy_if(body_ids.begin(), body_ids.end(), std::back_inserter(missing),
               [&](std::string const& id) { return !known.contains(id); });
  return missing;
}

Result<std::vector<Body>> MemoryIndex::not_sealed_by(std::string_view master_key_id,
                                                     int bodies_max) {
  std::scoped_lock const lock(mutex_);
  std::vector<Body> found;
  for (auto const* const body : all_bodies()) {
    if (body->key.master_key_id == master_key_id) continue;
    if (found.size() == static_cast<std::size_t>(bodies_max)) break;
    found.push_back(*body);
  }
  return found;
}

Result<void> MemoryIndex::reseal(std::span<ResealedKey const> keys) {
  std::scoped_lock const lock(mutex_);
  for (auto* const body : all_bodies()) {
    for (auto const& key : keys) {
      bool const same = key.before_master_key_id == body->key.master_key_id;
      if (key.body_id == body->id && same) body->key = key.key;
    }
  }
  return {};
}

Result<void> MemoryIndex::create_bucket(std::string_view name) {
  if (auto const valid = check_bucket_name(name); !valid) return valid;
  std::scoped_lock const lock(mutex_);
  if (buckets_.contains(name)) return bucket_exists();
  buckets_[std::string(name)].bucket = {std::string(name), clock_.wall(), Versioning::never};
  return {};
}

Result<void> MemoryIndex::delete_bucket(std::string_view name) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(name);
  if (!found) return tl::unexpected<Error>(found.error());
  bool const uploading = std::any_of(uploads_.begin(), uploads_.end(), [&](auto const& one) {
    return one.second.upload.id.bucket == name;
  });
  if (uploading || !(*found)->keys.empty()) return bucket_not_empty();
  buckets_.erase(std::string(name));
  return {};
}

Result<Bucket> MemoryIndex::bucket(std::string_view name) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(name);
  if (!found) return tl::unexpected<Error>(found.error());
  return (*found)->bucket;
}

Result<std::vector<Bucket>> MemoryIndex::buckets() {
  std::scoped_lock const lock(mutex_);
  std::vector<Bucket> all;
  for (auto const& [name, state] : buckets_) all.push_back(state.bucket);
  return all;
}

Result<void> MemoryIndex::set_versioning(std::string_view name, Versioning versioning) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(name);
  if (!found) return tl::unexpected<Error>(found.error());
  (*found)->bucket.versioning = versioning;
  return {};
}

Result<std::optional<std::string>> MemoryIndex::setting(std::string_view bucket,
                                                        std::string_view name) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(bucket);
  if (!found) return tl::unexpected<Error>(found.error());
  auto const text = (*found)->settings.find(name);
  if (text == (*found)->settings.end()) return std::optional<std::string>();
  return std::optional(text->second);
}

Result<void> MemoryIndex::set_setting(std::string_view bucket, std::string_view name,
                                      std::optional<std::string> const& text) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_bucket(bucket);
  if (!found) return tl::unexpected<Error>(found.error());
  if (text) {
    (*found)->settings.insert_or_assign(std::string(name), *text);
  } else {
    (*found)->settings.erase(std::string(name));
  }
  return {};
}

}  // namespace helio::objects
