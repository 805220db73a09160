// Object Lock: until when a version may not be deleted, and who may change that.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
//
// A retention of mode governance yields to those who may bypass it, one of mode compliance to
// nobody before its time; a legal hold has no time and is taken off by hand.
#pragma once

#include "base/result.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

// Whether the version may go for good. Errors: forbidden "AccessDenied".
[[nodiscard]] Result<void> check_removable(ObjectLock const& lock, bool bypass_governance,
                                           Timestamp now);

// `object` as amended. Errors: forbidden "AccessDenied" (a retention that still holds would become
// shorter, or of another mode); invalid_argument "InvalidTag", "MethodNotAllowed" (a delete
// marker).
[[nodiscard]] Result<ObjectInfo> amended(ObjectInfo object, Amendment const& amendment,
                                         Timestamp now);

}  // namespace helio::objects
