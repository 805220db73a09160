// GET /server: what this server is and what it takes, for the web page and other clients.
#include <nlohmann/json.hpp>

#include "api/query.hpp"
#include "api/resources.hpp"

namespace helio::api {

Routes server_routes(Parts const& parts) {
  return {{"GET", "/server",
           [&parts](http::RequestHead const&, http::PathParameters const&) -> http::Begun {
             return json_response(200, parts.server_info());
           }}};
}

}  // namespace helio::api
