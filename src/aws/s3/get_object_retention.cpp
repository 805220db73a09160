// GetObjectRetention.
#include "aws/s3/object_lock.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_object_retention(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  if (auto const locks = demand_lock(call); !locks) return refuse(locks.error());
  auto const info = call.stores.objects.head(*id);
  if (!info) return refuse(read_failure(call, info.error()));
  if (info->delete_marker) return refuse(delete_marker_failure(call));
  if (info->lock.mode == objects::ObjectLock::Mode::none) {
    return refuse(Errc::not_found, "NoSuchObjectLockConfiguration",
                  "The specified object does not have a ObjectLock configuration");
  }
  XmlWriter xml("Retention");
  xml.text("Mode", lock_mode_name(info->lock.mode));
  xml.text("RetainUntilDate", to_rfc3339(info->lock.retain_until));
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
