#include "aws/service.hpp"

#include <nlohmann/json.hpp>

#include "aws/sigv4_claim.hpp"
#include "base/json.hpp"
#include "base/json_dump.hpp"

namespace helio::aws {

http::Begun ServiceRouter::begin(http::RequestHead const& head) {
  auto const service = signed_service(head);
  bool const target = targets_ != nullptr && head.headers.get("x-amz-target").has_value();
  if (target && (!service || *service == "s3")) return targets_->begin(head);
  if (!service) {
    for (auto const& [claims, handler] : claimed_) {
      if (claims(head)) return handler->begin(head);
    }
    return unsigned_requests_.begin(head);
  }
  auto const found = services_.find(*service);
  if (found != services_.end()) return found->second->begin(head);
  http::Response response;
  response.status = 400;
  response.headers.add("content-type", "application/x-amz-json-1.1");
  response.headers.add("x-amzn-requestid", head.request_id);
  response.body = dump_json(
      {{"__type", "UnknownOperationException"},
       {"message", "The service \"" + service->substr(0, 64) + "\" is not served here."}});
  return response;
}

}  // namespace helio::aws
