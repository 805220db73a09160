// GetObjectLegalHold.
#include "aws/s3/object_lock.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> get_object_legal_hold(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  if (auto const locks = demand_lock(call); !locks) return refuse(locks.error());
  auto const info = call.stores.objects.head(*id);
  if (!info) return refuse(read_failure(call, info.error()));
  if (info->delete_marker) return refuse(delete_marker_failure(call));
  XmlWriter xml("LegalHold");
  xml.text("Status", info->lock.legal_hold ? "ON" : "OFF");
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
