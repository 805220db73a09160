// REST requests as Amazon API Gateway hands them to a Lambda function (proxy integration, payload
// format 1.0), and the function's answer back as a response: the same functions serve both.
#pragma once

#include <string>
#include <string_view>

#include "api/parts.hpp"
#include "http/handler.hpp"
#include "http/route.hpp"

namespace helio::api {

// `resource` is the pattern: "/results/{image_id}". Authorization stays out, since functions log
// their events. Errors: invalid_argument "InvalidRequest" for what is no UTF-8.
[[nodiscard]] Result<Json> proxy_event(http::RequestHead const& head, std::string_view resource,
                                       std::string_view image_id, std::string_view body,
                                       Timestamp now);

// {"statusCode","headers","body","isBase64Encoded"}. Errors of a function, whatever their shape,
// become problem+json with its code and sentence; what is no such answer is 502.
[[nodiscard]] http::Response proxy_response(Json const& answer, http::RequestHead const& head);

// Event, call, answer.
[[nodiscard]] http::Response call_function(Parts const& parts, std::string_view function,
                                           http::RequestHead const& head, std::string_view resource,
                                           std::string_view image_id, std::string_view body);

}  // namespace helio::api
