// Object Lock on the wire: the bucket's configuration, retention and legal hold of a version, and
// the headers x-amz-object-lock-….
#pragma once

#include <optional>
#include <string_view>

#include "aws/s3/call.hpp"
#include "aws/s3/xml_body.hpp"
#include "aws/s3/xml_writer.hpp"
#include "objects/version_store.hpp"

namespace helio::aws::s3 {

// What new versions of a bucket get, unless their own headers say otherwise.
struct DefaultRetention {
  objects::ObjectLock::Mode mode = objects::ObjectLock::Mode::none;
  int days = 0;  // a year is 365
};

// Whether the bucket has Object Lock, and its default. None: it has not.
// Errors: as BucketStore::setting().
[[nodiscard]] Result<std::optional<DefaultRetention>> lock_configuration(Call const& call);

// Errors: invalid_argument "MalformedXML", "InvalidArgument" (days or years below 1 or above 100
// years).
[[nodiscard]] Result<DefaultRetention> parse_lock_configuration(XmlElement const& document);

// Refuses where the bucket has no Object Lock: invalid_argument "InvalidRequest".
[[nodiscard]] Result<void> demand_lock(Call const& call);

// The lock of a new version, by headers or by the bucket's default. Errors: "InvalidRequest" (the
// bucket has none, or one header without the other), "InvalidArgument".
[[nodiscard]] Result<objects::ObjectLock> lock_of(Call const& call);

// "GOVERNANCE", "COMPLIANCE"; anything else is none.
[[nodiscard]] objects::ObjectLock::Mode parse_lock_mode(std::string_view text);
[[nodiscard]] std::string_view lock_mode_name(objects::ObjectLock::Mode mode);

void add_lock(http::Headers& headers, objects::ObjectLock const& lock);

// x-amz-bypass-governance-retention, which only a key that owns the bucket may use.
[[nodiscard]] bool bypasses_governance(Call const& call);

}  // namespace helio::aws::s3
