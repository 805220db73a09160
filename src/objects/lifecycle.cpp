#include "objects/lifecycle.hpp"

#include <algorithm>
#include <chrono>

namespace helio::objects {
namespace {

using std::chrono::days;

bool is_due(Timestamp since, int after_days, Timestamp now) {
  return now >= std::chrono::ceil<days>(since + days(after_days));
}

bool has_tags(ObjectInfo const& object, Metadata const& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](auto const& tag) {
    auto const own = object.tags.find(tag.first);
    return own != object.tags.end() && own->second == tag.second;
  });
}

// Whether the rule is about more than keys: then neither delete markers nor uploads are meant.
bool looks_inside(LifecycleFilter const& filter) {
  return !filter.tags.empty() || filter.size_above_bytes || filter.size_below_bytes;
}

bool applies(LifecycleRule const& rule, ObjectInfo const& object) {
  LifecycleFilter const& filter = rule.filter;
  if (!rule.enabled || !object.key.starts_with(filter.prefix)) return false;
  if (object.delete_marker) return !looks_inside(filter);
  if (filter.size_above_bytes && object.size_bytes <= *filter.size_above_bytes) return false;
  if (filter.size_below_bytes && object.size_bytes >= *filter.size_below_bytes) return false;
  return has_tags(object, filter.tags);
}

class Round {
 public:
  Round(LifecycleStores stores, std::string const& bucket, std::vector<LifecycleRule> const& rules,
        Timestamp now, std::stop_token const& stop)
      : stores_(stores), bucket_(bucket), rules_(rules), now_(now), stop_(stop) {}

  Result<std::size_t> run() {
    if (auto done = walk_versions(); !done) return tl::unexpected<Error>(done.error());
    if (auto done = walk_uploads(); !done) return tl::unexpected<Error>(done.error());
    return removed_;
  }

 private:
  Result<void> walk_versions() {
    VersionListOptions options;
    while (!stop_.stop_requested()) {
      auto const page = stores_.versions.list_versions(bucket_, options);
      if (!page) return tl::unexpected<Error>(page.error());
      for (ListedVersion const& version : page->versions) {
        if (auto done = visit(version); !done) return done;
      }
      if (!page->truncated) return end_key();
      options.after_key = page->next_key;
      options.after_version_id = page->next_version_id;
    }
    return {};
  }

  // Versions come by key, and the newest first.
  Result<void> visit(ListedVersion const& version) {
    ObjectInfo const& object = version.object;
    if (object.key != key_) {
      if (auto done = end_key(); !done) return done;
      key_ = object.key;
      noncurrent_ = 0;
    }
    Result<void> done;
    if (!version.latest) {
      lone_marker_.reset();
      done = visit_noncurrent(object);
    } else if (object.delete_marker) {
      lone_marker_ = object;
    } else {
      done = visit_latest(object);
    }
    replaced_at_ = object.last_modified;
    return done;
  }

  Result<void> visit_latest(ObjectInfo const& object) {
    for (LifecycleRule const& rule : rules_) {
      bool const due =
          (rule.expire_days && is_due(object.last_modified, *rule.expire_days, now_)) ||
          (rule.expire_at && now_ >= *rule.expire_at);
      if (!due || !applies(rule, object)) continue;
      auto const second = std::chrono::floor<std::chrono::seconds>(object.last_modified);
      return remove({bucket_, object.key, {}},
                    {.if_match = "\"" + object.etag + "\"", .if_last_modified = second});
    }
    return {};
  }

  Result<void> visit_noncurrent(ObjectInfo const& object) {
    ++noncurrent_;
    for (LifecycleRule const& rule : rules_) {
      if (!rule.noncurrent_days || noncurrent_ <= rule.noncurrent_kept) continue;
      if (!is_due(replaced_at_, *rule.noncurrent_days, now_) || !applies(rule, object)) continue;
      return remove({bucket_, object.key, object.version_id}, {});
    }
    return {};
  }

  // A delete marker with nothing under it hides nothing.
  Result<void> end_key() {
    auto const marker = std::exchange(lone_marker_, std::nullopt);
    if (!marker) return {};
    for (LifecycleRule const& rule : rules_) {
      bool const due = rule.expire_delete_marker ||
                       (rule.expire_days && is_due(marker->last_modified, *rule.expire_days, now_));
      if (due && applies(rule, *marker))
        return remove({bucket_, marker->key, marker->version_id}, {});
    }
    return {};
  }

  Result<void> walk_uploads() {
    UploadListOptions options;
    while (!stop_.stop_requested()) {
      auto const page = stores_.uploads.list_uploads(bucket_, options);
      if (!page) return tl::unexpected<Error>(page.error());
      for (MultipartUpload const& upload : page->uploads) {
        if (!is_abandoned(upload)) continue;
        if (auto done = count(stores_.uploads.abort(upload.id)); !done) return done;
      }
      if (!page->truncated) return {};
      options.after_key = page->next_key;
      options.after_upload_id = page->next_upload_id;
    }
    return {};
  }

  [[nodiscard]] bool is_abandoned(MultipartUpload const& upload) const {
    return std::any_of(rules_.begin(), rules_.end(), [&](LifecycleRule const& rule) {
      return rule.enabled && rule.abort_upload_days && !looks_inside(rule.filter) &&
             upload.id.key.starts_with(rule.filter.prefix) &&
             is_due(upload.initiated_at, *rule.abort_upload_days, now_);
    });
  }

  Result<void> remove(ObjectId const& id, RemoveConditions const& conditions) {
    return count(stores_.versions.remove_if(
        id, conditions, {.requester = "s3.amazonaws.com", .reason = "Lifecycle Expiration"}));
  }

  // What somebody else was faster with, or a lock keeps, is no failure.
  template <typename T>
  Result<void> count(Result<T> const& removed) {
    if (removed) {
      ++removed_;
      return {};
    }
    auto const code = removed.error().code;
    bool const stays = code == Errc::conflict || code == Errc::not_found || code == Errc::forbidden;
    if (stays) return {};
    return tl::unexpected<Error>(removed.error());
  }

  LifecycleStores stores_;
  std::string const& bucket_;
  std::vector<LifecycleRule> const& rules_;
  Timestamp now_;
  std::stop_token const& stop_;
  std::size_t removed_ = 0;
  // Of the key that is visited.
  std::string key_;
  int noncurrent_ = 0;
  Timestamp replaced_at_ = {};  // when the next version came
  std::optional<ObjectInfo> lone_marker_;
};

}  // namespace

Result<std::size_t> carry_out(LifecycleStores stores, std::string const& bucket,
                              std::vector<LifecycleRule> const& rules, Timestamp now,
                              std::stop_token const& stop) {
  return Round(stores, bucket, rules, now, stop).run();
}

}  // namespace helio::objects
