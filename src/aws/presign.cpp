#include "aws/presign.hpp"

#include "http/uri.hpp"

namespace helio::aws {

Result<std::string> presign(PresignRequest const& request, SigningIdentity const& identity,
                            Timestamp now) {
  auto const scheme = request.endpoint.find("://");
  if (scheme == std::string::npos) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "\"" + request.endpoint + "\" is no endpoint; write one like http://host:port.");
  }
  http::RequestHead head;
  head.method = request.method;
  head.raw_path = "/" + request.bucket;
  if (!request.key.empty()) head.raw_path += "/" + http::percent_encode(request.key, "/");
  head.query = request.parameters;
  head.headers.add("host", request.endpoint.substr(scheme + 3));
  for (auto const& [name, value] : request.headers) head.headers.add(name, value);
  auto const query = presigned_query(
      head, identity, {.service = "s3", .time = now, .payload_hash = kUnsignedPayload},
      request.expires);
  if (!query) return tl::unexpected<Error>(query.error());
  return request.endpoint + head.raw_path + "?" + *query;
}

}  // namespace helio::aws
