#include "aws/s3/authorize.hpp"

namespace helio::aws::s3 {
namespace {

bool role_allows(Role role, Access access) noexcept {
  switch (access) {
    case Access::look:
      return true;
    case Access::list_buckets:
    case Access::list:
    case Access::read:
      return role != Role::uploader;
    case Access::write:
      return role != Role::viewer;
    default:
      return role == Role::admin;
  }
}

}  // namespace

bool allows(Grant const& grant, Access access, Target target) noexcept {
  if (!role_allows(grant.role, access)) return false;
  if (grant.bucket.empty()) return true;
  if (access == Access::list_buckets) return true;  // which then lists this one
  if (grant.bucket != target.bucket) return false;
  bool const of_bucket = access == Access::look || access == Access::remove_each;
  if (of_bucket || grant.prefix.empty()) return true;
  return access != Access::own && target.key.starts_with(grant.prefix);
}

}  // namespace helio::aws::s3
