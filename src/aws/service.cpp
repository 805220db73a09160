#include "aws/service.hpp"

#include <nlohmann/json.hpp>

#include "aws/s3/xml_writer.hpp"
#include "aws/sigv4_claim.hpp"
#include "base/json.hpp"
#include "base/json_dump.hpp"
#include "http/media_type.hpp"

namespace helio::aws {
namespace {

// In the protocol of the one who asks: services that take forms answer in XML, others in JSON.
http::Response not_served(http::RequestHead const& head, std::string_view service) {
  http::Response response;
  response.status = 400;
  response.headers.add("x-amzn-requestid", head.request_id);
  auto const type = http::essence_of(head.headers.get("content-type").value_or(""));
  if (type == "application/x-www-form-urlencoded") {
    s3::XmlWriter xml("ErrorResponse", s3::XmlWriter::Namespace::none);
    xml.open("Error").text("Type", "Sender").text("Code", "InvalidAction");
    xml.text("Message", "This service is not served here.").close();
    xml.text("RequestId", head.request_id);
    response.headers.add("content-type", "text/xml");
    response.body = std::move(xml).finish();
    return response;
  }
  response.headers.add("content-type", "application/x-amz-json-1.1");
  response.body = dump_json({{"__type", "UnknownOperationException"},
                             {"message", "The service \"" + std::string(service.substr(0, 64)) +
                                             "\" is not served here."}});
  return response;
}

}  // namespace

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
  return not_served(head, *service);
}

}  // namespace helio::aws
