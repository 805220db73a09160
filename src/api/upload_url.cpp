// POST /upload-url: where to send a picture, as the function presigned_url_generator says.
#include "api/proxy.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "http/problem.hpp"

namespace helio::api {

Routes upload_url_routes(Parts const& parts) {
  auto const post = [&parts](http::RequestHead const& head,
                             http::PathParameters const&) -> http::Begun {
    return json_body(head, [&parts, &head](std::string const& body) {
      // Malformed JSON is told apart here, so that the function only meets objects.
      auto const object = object_of(body);
      if (!object) return http::problem(object.error(), head.request_id);
      return call_function(parts, "presigned_url_generator", head, "/upload-url", {}, body);
    });
  };
  return {{"POST", "/upload-url", post}};
}

}  // namespace helio::api
