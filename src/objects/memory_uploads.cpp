// The multipart half of MemoryIndex.
#include <algorithm>
#include <map>
#include <set>

#include "objects/assembly.hpp"
#include "objects/intake.hpp"
#include "objects/memory_index.hpp"
#include "objects/store_errors.hpp"
#include "objects/upload_listing.hpp"

namespace helio::objects {
namespace {

// By key and id, which is time-ordered.
using Ordered = std::map<std::pair<std::string, std::string>, MultipartUpload const*>;

class OrderedCursor final : public UploadCursor {
 public:
  explicit OrderedCursor(Ordered const& all) : all_(all) {}
  Result<void> seek(std::string_view least) override {
    at_ = all_.lower_bound({std::string(least), ""});
    return {};
  }
  Result<void> seek_after(std::string_view key, std::string_view upload_id) override {
    at_ = all_.upper_bound({std::string(key), std::string(upload_id)});
    return {};
  }
  Result<std::optional<MultipartUpload>> next() override {
    if (at_ == all_.end()) return std::optional<MultipartUpload>();
    return std::optional(*(at_++)->second);
  }

 private:
  Ordered const& all_;
  Ordered::const_iterator at_;
};

}  // namespace

Result<void> MemoryIndex::add_upload(MultipartUpload const& upload) {
  std::scoped_lock const lock(mutex_);
  auto const bucket = find_bucket(upload.id.bucket);
  if (!bucket) return tl::unexpected<Error>(bucket.error());
  uploads_[upload.id.upload_id] = {upload, {}};
  return {};
}

Result<MultipartUpload> MemoryIndex::upload(UploadId const& id) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_upload(id);
  if (!found) return tl::unexpected<Error>(found.error());
  return (*found)->upload;
}

Result<std::vector<std::string>> MemoryIndex::add_part(UploadId const& id, PartInfo const& part,
                                                       Body const& body) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_upload(id);
  if (!found) return tl::unexpected<Error>(found.error());
  auto& parts = (*found)->parts;
  std::vector<std::string> released;
  if (auto const before = parts.find(part.number); before != parts.end()) {
    released.push_back(before->second.body.id);
  }
  parts[part.number] = {part, body};
  return released;
}

Result<Changed> MemoryIndex::complete_upload(Completion const& completion) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_upload(completion.id);
  if (!found) {
    auto const latest = find({completion.id.bucket, completion.id.key, {}});
    bool const again = latest && (*latest)->object.upload_id == completion.id.upload_id;
    if (again) return Changed{(*latest)->object, {}};
    return tl::unexpected<Error>(found.error());
  }
  auto const& uploading = **found;
  std::vector<PartInfo> stored;
  for (auto const& [number, part] : uploading.parts) stored.push_back(part.info);
  auto assembly = assemble(uploading.upload.options, stored, completion.parts, completion.options);
  if (!assembly) return fail(assembly);

  Located version{completed_object(uploading.upload, completion, assembly->size_bytes,
                                   assembly->etag, assembly->checksums),
                  {}};
  std::set<int> used;
  for (auto const& part : completion.parts) {
    used.insert(part.number);
    Part const& uploaded = uploading.parts.at(part.number);
    version.bodies.push_back(uploaded.body);
    version.bodies.back().checksums = uploaded.info.checksums;
  }
  auto changed = add_version(std::move(version),
                             {completion.options.if_match, completion.options.if_none_match},
                             completion.options.origin);
  if (!changed) return changed;
  for (auto const& [number, part] : uploading.parts) {
    if (!used.contains(number)) changed->released.push_back(part.body.id);
  }
  uploads_.erase(completion.id.upload_id);
  return changed;
}

Result<std::vector<std::string>> MemoryIndex::abort_upload(UploadId const& id) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_upload(id);
  if (!found) return tl::unexpected<Error>(found.error());
  std::vector<std::string> released;
  for (auto const& [number, part] : (*found)->parts) released.push_back(part.body.id);
  uploads_.erase(id.upload_id);
  return released;
}

Result<PartListing> MemoryIndex::parts(UploadId const& id, int after, int parts_max) {
  std::scoped_lock const lock(mutex_);
  auto const found = find_upload(id);
  if (!found) return tl::unexpected<Error>(found.error());
  PartListing listing;
  auto const& parts = (*found)->parts;
  auto const most = static_cast<std::size_t>(std::clamp(parts_max, 0, 1000));
  for (auto part = parts.upper_bound(after); part != parts.end() && most > 0; ++part) {
    if (listing.parts.size() == most) {
      listing.truncated = true;
      break;
    }
    listing.parts.push_back(part->second.info);
    listing.next_after = part->first;
  }
  return listing;
}

Result<UploadListing> MemoryIndex::uploads(std::string_view bucket,
                                           UploadListOptions const& options) {
  std::scoped_lock const lock(mutex_);
  auto const known = find_bucket(bucket);
  if (!known) return tl::unexpected<Error>(known.error());
  Ordered ordered;
  for (auto const& [id, uploading] : uploads_) {
    auto const& own = uploading.upload.id;
    if (own.bucket == bucket) ordered[{own.key, id}] = &uploading.upload;
  }
  OrderedCursor cursor(ordered);
  return list_uploads(cursor, options);
}

Result<std::vector<UploadId>> MemoryIndex::uploads_before(Timestamp time, int uploads_max) {
  std::scoped_lock const lock(mutex_);
  std::vector<UploadId> found;
  for (auto const& [id, uploading] : uploads_) {
    if (found.size() == static_cast<std::size_t>(uploads_max)) break;
    if (uploading.upload.initiated_at < time) found.push_back(uploading.upload.id);
  }
  return found;
}

}  // namespace helio::objects
