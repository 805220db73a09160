// Errors as problem+json (RFC 9457): {"type","title","status","code","detail","request_id"}.
// `code` is the stable word a program matches on; `detail` is the sentence for a person.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/handler.hpp"

namespace helio::http {

[[nodiscard]] Response problem(int status, std::string_view code, std::string_view detail,
                               std::string_view request_id = {});

// An Error as the client may see it: its name and message, never its detail.
[[nodiscard]] Response problem(Error const& error, std::string_view request_id = {});

// The status of each code: the one table of REST.
[[nodiscard]] int status_of(Errc code) noexcept;

// "Not Found"
[[nodiscard]] std::string_view reason_of(int status);

}  // namespace helio::http
