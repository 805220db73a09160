// Server-sent events as bytes (WHATWG HTML §9.2).
#pragma once

#include <string>
#include <string_view>

namespace helio::http {

// "id: 7\nevent: result\ndata: {…}\n\n". Line ends inside `data` make several data lines; those in
// `id` and `event` are dropped. Empty `id` and `event` are left out.
[[nodiscard]] std::string sse_event(std::string_view id, std::string_view event,
                                    std::string_view data);

}  // namespace helio::http
