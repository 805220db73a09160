// Log: one JSON object per line on standard error, for the people who run a server.
//
// A line is {"time","level","message", …fields}; "message" is a constant sentence and what varies
// stands in the fields, so that lines can be counted. Fields carry ids ("request_id",
// "execution_arn"), never secrets: keys, tokens, signatures and presigned URLs stay out.
// Threads  callable from any; a line is written whole.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace helio::log {

enum class Level { debug, info, warning, error };

// Errors: invalid_argument "InvalidLogLevel".
[[nodiscard]] Result<Level> parse_level(std::string_view name);

// Lines below `level` are dropped; `info` until set.
void set_level(Level level) noexcept;

// Where lines go instead of standard error, for tests; an empty function brings that back.
void set_sink(std::function<void(std::string_view line)> sink);

void write(Level level, std::string_view message, Json const& fields);
void debug(std::string_view message, Json const& fields);
void info(std::string_view message, Json const& fields);
void warning(std::string_view message, Json const& fields);
void error(std::string_view message, Json const& fields);

// An Error's fields for a line: {"code","error","reason","detail"}.
[[nodiscard]] Json fields_of(Error const& error);

}  // namespace helio::log
