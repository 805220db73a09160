#include "objects/object_lock.hpp"

#include "objects/tags.hpp"

namespace helio::objects {
namespace {

tl::unexpected<Error> locked() {
  return fail(Errc::forbidden, "AccessDenied",
              "Access Denied because object protected by object lock.");
}

bool holds(ObjectLock const& lock, Timestamp now) {
  return lock.mode != ObjectLock::Mode::none && lock.retain_until > now;
}

// Only longer is always allowed.
bool weakens(ObjectLock const& lock, Retention const& retention) {
  return retention.mode != lock.mode || retention.until < lock.retain_until;
}

}  // namespace

Result<void> check_removable(ObjectLock const& lock, bool bypass_governance, Timestamp now) {
  if (lock.legal_hold) return locked();
  if (!holds(lock, now)) return {};
  if (lock.mode == ObjectLock::Mode::governance && bypass_governance) return {};
  return locked();
}

Result<ObjectInfo> amended(ObjectInfo object, Amendment const& amendment, Timestamp now) {
  if (object.delete_marker) {
    return fail(Errc::invalid_argument, "MethodNotAllowed",
                "The version is a delete marker, which has no tags and no locks.");
  }
  if (amendment.tags) {
    if (auto const valid = check_tags(*amendment.tags); !valid) {
      return tl::unexpected<Error>(valid.error());
    }
    object.tags = *amendment.tags;
  }
  if (amendment.retention) {
    bool const bypassed =
        object.lock.mode == ObjectLock::Mode::governance && amendment.bypass_governance;
    if (holds(object.lock, now) && weakens(object.lock, *amendment.retention) && !bypassed) {
      return locked();
    }
    object.lock.mode = amendment.retention->mode;
    object.lock.retain_until = amendment.retention->until;
  }
  if (amendment.legal_hold) object.lock.legal_hold = *amendment.legal_hold;
  return object;
}

}  // namespace helio::objects
