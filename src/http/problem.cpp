#include "http/problem.hpp"

#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/json_dump.hpp"

namespace helio::http {

std::string_view reason_of(int status) {
  namespace beast = boost::beast::http;
  return beast::obsolete_reason(beast::int_to_status(static_cast<unsigned>(status)));
}

int status_of(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument:
      return 400;
    case Errc::not_found:
      return 404;
    case Errc::unsupported:
      return 501;
    case Errc::too_large:
      return 413;
    case Errc::conflict:
      return 409;
    case Errc::unauthenticated:
      return 401;
    case Errc::forbidden:
      return 403;
    case Errc::exhausted:
    case Errc::unavailable:
    case Errc::cancelled:
      return 503;
    case Errc::timed_out:
      return 504;
    case Errc::corrupt:
    case Errc::internal:
      return 500;
  }
  return 500;
}

Response problem(int status, std::string_view code, std::string_view detail,
                 std::string_view request_id) {
  Json body = {{"type", "about:blank"},
               {"title", reason_of(status)},
               {"status", status},
               {"code", code},
               {"detail", detail}};
  if (!request_id.empty()) body["request_id"] = request_id;
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/problem+json");
  response.headers.add("Cache-Control", "no-store");
  if (status == 503) response.headers.add("Retry-After", "1");
  if (status == 401) response.headers.add("WWW-Authenticate", "Bearer");
  // The detail may quote what the client sent, and that may be no UTF-8.
  response.body = dump_json(body);
  return response;
}

Response problem(Error const& error, std::string_view request_id) {
  return problem(status_of(error.code), error.name.empty() ? to_string(error.code) : error.name,
                 error.message, request_id);
}

}  // namespace helio::http
