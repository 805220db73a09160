// PutObjectLegalHold.
#include "aws/s3/object_lock.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> put_object_legal_hold(Call const& call, std::string const& body) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  if (auto const locks = demand_lock(call); !locks) return refuse(locks.error());
  auto const document = parse_xml(body, "LegalHold");
  if (!document) return refuse(document.error());
  auto const status = document->child_text("Status");
  if ((status != "ON" && status != "OFF") || !document->has_only({"Status"})) {
    return refuse(schema_error("Status is ON or OFF.").value());
  }
  auto const amended = call.stores.versions.amend(*id, {.legal_hold = status == "ON"});
  if (!amended) return refuse(read_failure(call, amended.error()));
  return http::Response{};
}

}  // namespace helio::aws::s3
