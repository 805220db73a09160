#include "http/access.hpp"

#include <nlohmann/json.hpp>

#include "base/log.hpp"

namespace helio::http {

void log_access(Access const& access) {
  log::info("request", {{"method", access.method},
                        {"path", access.path},
                        {"status", access.status},
                        {"bytes_received", access.bytes_received},
                        {"bytes_sent", access.bytes_sent},
                        {"duration_ms", access.duration_ms},
                        {"remote_address", access.remote_address},
                        {"request_id", access.request_id}});
}

}  // namespace helio::http
