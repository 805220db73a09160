// Api: the REST interface of Heliograph as one http::Handler; docs/rest.md, openapi.json.
//
// Every resource is one file and gives its routes; each is reached under "/" and under "/prod", as
// API Gateway serves it. Unknown query parameters are ignored, as API Gateway does; known ones are
// checked. Errors are problem+json.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "api/parts.hpp"
#include "http/filter.hpp"
#include "http/handler.hpp"
#include "http/route.hpp"

namespace helio::api {

class Api final : public http::Handler {
 public:
  explicit Api(Parts parts);
  Api(Api const&) = delete;  // routes refer to its parts
  Api& operator=(Api const&) = delete;
  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

  // "/results/{image_id}" for "/prod/results/7", "" for no resource: a bounded set, for metrics.
  [[nodiscard]] std::string_view resource_of(std::string_view raw_path) const;

 private:
  const Parts parts_;
  http::Router router_;
  http::Filter finished_;
};

// All routes, in the order of openapi.json. `parts` outlives them.
[[nodiscard]] std::vector<http::Route> routes(Parts const& parts);

// The document that GET /openapi.json gives.
[[nodiscard]] std::string_view openapi_json();

}  // namespace helio::api
