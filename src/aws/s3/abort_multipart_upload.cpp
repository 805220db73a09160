// AbortMultipartUpload: what was uploaded so far goes.
#include "aws/s3/operations.hpp"
#include "aws/s3/part_request.hpp"

namespace helio::aws::s3 {

Outcome<http::Response> abort_multipart_upload(Call const& call) {
  auto done = call.stores.uploads.abort(upload_id_of(call));
  if (!done) return refuse(std::move(done.error()));
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace helio::aws::s3
