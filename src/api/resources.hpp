// One function per resource: its routes. Inside src/api only.
#pragma once

#include <vector>

#include "api/parts.hpp"
#include "http/route.hpp"

namespace helio::api {

using Routes = std::vector<http::Route>;

[[nodiscard]] Routes upload_url_routes(Parts const& parts);
[[nodiscard]] Routes results_routes(Parts const& parts);
[[nodiscard]] Routes analysis_routes(Parts const& parts);
[[nodiscard]] Routes result_image_routes(Parts const& parts);
[[nodiscard]] Routes event_stream_routes(Parts const& parts);
[[nodiscard]] Routes executions_routes(Parts const& parts);
[[nodiscard]] Routes replays_routes(Parts const& parts);
[[nodiscard]] Routes rules_routes(Parts const& parts);
[[nodiscard]] Routes keys_routes(Parts const& parts);
[[nodiscard]] Routes logs_routes(Parts const& parts);
[[nodiscard]] Routes server_routes(Parts const& parts);
[[nodiscard]] Routes stats_routes(Parts const& parts);
[[nodiscard]] Routes settings_routes(Parts const& parts);
[[nodiscard]] Routes health_routes(Parts const& parts);

}  // namespace helio::api
