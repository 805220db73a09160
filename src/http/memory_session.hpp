// A whole connection without a network, for tests of handlers and for fuzzing: `sent` is all that
// the client sends, then it ends its side; the answer is all that the server sends.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/handler.hpp"
#include "http/limits.hpp"

namespace helio::http {

struct MemorySessionOptions {
  Limits limits;
  // The bytes come in pieces of that size, as from a slow network. 0: all at once.
  std::size_t read_bytes = 0;
};

[[nodiscard]] std::string answer_in_memory(Handler& handler, std::string_view sent,
                                           MemorySessionOptions const& options = {});

}  // namespace helio::http
