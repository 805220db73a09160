// GET /settings: rules, archives, webhooks and models of this server, to be read; never a secret.
#include <nlohmann/json.hpp>

#include "api/query.hpp"
#include "api/resources.hpp"

namespace helio::api {

Routes settings_routes(Parts const& parts) {
  return {{"GET", "/settings",
           [&parts](http::RequestHead const&, http::PathParameters const&) -> http::Begun {
             return json_response(200, parts.settings());
           }}};
}

}  // namespace helio::api
