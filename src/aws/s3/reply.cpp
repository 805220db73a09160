#include "aws/s3/reply.hpp"

#include <nlohmann/json.hpp>

#include "aws/s3/error_status.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/sha256.hpp"

namespace helio::aws::s3 {
namespace {

// Support asks for it beside the request id; here it only has to look like one.
std::string host_id(http::RequestHead const& head) {
  return to_base64(bytes_of(sha256_hex(bytes_of(head.request_id))));
}

}  // namespace

http::Response xml_response(XmlWriter document) {
  http::Response response;
  response.headers.add("content-type", "application/xml");
  response.body = std::move(document).finish();
  return response;
}

http::Response error_response(http::RequestHead const& head, Failure const& failure) {
  auto const [code, status] = wire_error(failure.error);
  bool const ours = status >= 500 && status != 501 && failure.error.code != Errc::exhausted;
  if (ours) {
    Json fields = log::fields_of(failure.error);
    fields["request_id"] = head.request_id;
    log::error("An S3 request failed.", fields);
  }
  XmlWriter xml("Error", XmlWriter::Namespace::none);
  xml.text("Code", code);
  xml.text("Message", ours ? "We encountered an internal error. Please try again."
                           : std::string_view(failure.error.message));
  for (auto const& [name, value] : failure.elements) xml.text(name, value);
  xml.text("Resource", head.raw_path);
  xml.text("RequestId", head.request_id).text("HostId", host_id(head));
  auto response = xml_response(std::move(xml));
  response.status = status;
  for (auto const& [name, value] : failure.headers) response.headers.add(name, value);
  if (status == 503) response.headers.add("retry-after", "1");
  if (head.method == "HEAD") response.body.clear();
  return response;
}

http::Response finished(http::RequestHead const& head, Outcome<http::Response> reply) {
  auto response = reply ? *std::move(reply) : error_response(head, reply.error());
  response.headers.set("x-amz-request-id", head.request_id);
  response.headers.set("x-amz-id-2", host_id(head));
  return response;
}

http::Response cut_off_response(http::RequestHead const& head, http::BodyEnd why) {
  if (why == http::BodyEnd::too_slow) {
    return finished(head, refuse(Errc::timed_out, "RequestTimeout",
                                 "Your socket connection to the server was not read from or "
                                 "written to within the timeout period; send the request again."));
  }
  return finished(head, refuse(Errc::invalid_argument, "IncompleteBody",
                               "The request's body ended where its encoding is not well-formed."));
}

}  // namespace helio::aws::s3
