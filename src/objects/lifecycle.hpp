// Lifecycle: what a bucket's rules remove once it is old enough.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
//
// Time is counted in days as S3 does: from the event on, rounded up to the next midnight UTC.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "objects/multipart_store.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

struct LifecycleFilter {
  std::string prefix = {};
  Metadata tags = {};  // all of them
  std::optional<std::uint64_t> size_above_bytes = {}, size_below_bytes = {};
};

struct LifecycleRule {
  std::string id = {};
  bool enabled = true;
  LifecycleFilter filter = {};
  // Of the latest version: in a bucket with versions it gets a delete marker.
  std::optional<int> expire_days = {};
  std::optional<Timestamp> expire_at = {};
  bool expire_delete_marker = false;  // one that has no version under it any more
  // Of versions that are not the latest, since they are not; the newest `noncurrent_kept` stay.
  std::optional<int> noncurrent_days = {};
  int noncurrent_kept = 0;
  std::optional<int> abort_upload_days = {};
};

struct LifecycleStores {
  VersionStore& versions;
  MultipartStore& uploads;
};

// Removes what is due in one bucket; how many versions and uploads. What a lock keeps, or somebody
// changes meanwhile, stays. Walks all versions of the bucket,
// page by page until a stop is asked for. Errors: the stores'.
[[nodiscard]] Result<std::size_t> carry_out(LifecycleStores stores, std::string const& bucket,
                                            std::vector<LifecycleRule> const& rules, Timestamp now,
                                            std::stop_token const& stop = {});

}  // namespace helio::objects
