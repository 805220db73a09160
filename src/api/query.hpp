// Query parameters and JSON members as typed values, each with an error that names it. A parameter
// without a value counts as absent.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "http/handler.hpp"

namespace helio::api {

// A parameter's value, or nothing if it is absent or empty.
[[nodiscard]] std::optional<std::string_view> value_of(http::RequestHead const& head,
                                                       std::string_view name);

// Errors: invalid_argument "InvalidLimit": no whole number in 1..max.
[[nodiscard]] Result<int> limit_of(http::RequestHead const& head, int otherwise, int max);

// Errors: invalid_argument "InvalidTimestamp": not RFC 3339.
[[nodiscard]] Result<std::optional<Timestamp>> time_of(http::RequestHead const& head,
                                                       std::string_view name);

// A whole JSON body. Errors: as parse_json(); invalid_argument "InvalidJson": no object.
[[nodiscard]] Result<Json> object_of(std::string_view body);

// A text member. Errors: invalid_argument "InvalidRequest": missing, or no text.
[[nodiscard]] Result<std::string> text_member(Json const& object, std::string_view name);

// A whole answer.
[[nodiscard]] http::Response json_response(int status, Json const& body);

inline constexpr std::size_t kBodyBytesMax = std::size_t{64} << 10U;

// Collects a JSON body up to kBodyBytesMax and gives it to `answer`.
[[nodiscard]] std::unique_ptr<http::BodyWriter> json_body(
    http::RequestHead const& head, std::function<http::Response(std::string body)> answer);

}  // namespace helio::api
