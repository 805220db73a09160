// PutObjectRetention: longer always, shorter only where the mode lets it be bypassed.
#include "aws/s3/object_lock.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "base/timestamp.hpp"

namespace helio::aws::s3 {
namespace {

// An empty document takes the retention off.
Result<objects::Retention> read_retention(XmlElement const& document) {
  objects::Retention retention;
  bool const known = document.has_only({"Mode", "RetainUntilDate"});
  if (known && document.children.empty()) return retention;
  retention.mode = parse_lock_mode(document.child_text("Mode"));
  auto const until = parse_rfc3339(document.child_text("RetainUntilDate"));
  if (!known || retention.mode == objects::ObjectLock::Mode::none || !until) {
    return schema_error("Retention has a Mode, GOVERNANCE or COMPLIANCE, and a RetainUntilDate.");
  }
  retention.until = *until;
  return retention;
}

}  // namespace

Outcome<http::Response> put_object_retention(Call const& call, std::string const& body) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  if (auto const locks = demand_lock(call); !locks) return refuse(locks.error());
  auto const document = parse_xml(body, "Retention");
  if (!document) return refuse(document.error());
  auto retention = read_retention(*document);
  if (!retention) return refuse(std::move(retention.error()));
  auto const amended = call.stores.versions.amend(
      *id, {.retention = *retention, .bypass_governance = bypasses_governance(call)});
  if (!amended) return refuse(read_failure(call, amended.error()));
  return http::Response{};
}

}  // namespace helio::aws::s3
