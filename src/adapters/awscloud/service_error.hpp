// service_error(): what an AWS service answered instead of what was asked for, by AWS's own name.
//
// JSON: {"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message": …} or
// the header x-amzn-errortype. XML: <Error><Code>NoSuchKey</Code><Message>…, also within
// <ErrorResponse> or <Response><Errors>. Without either, as a HEAD's, the status gives the name.
// The Error's code says what one can do: exhausted, unavailable and timed_out are worth another
// try. These have few names, so that a workflow's Retry can know them all: what another name says
// of it becomes "ThrottlingException", "InternalServerError" or "RequestTimeout", and stands in the
// detail.
#pragma once

#include <string_view>

#include "adapters/curl/http_client.hpp"
#include "base/result.hpp"

namespace helio::awscloud {

inline constexpr std::size_t kErrorMessageBytesMax = 2'048;

// Of a response whose status is none of success.
[[nodiscard]] Error service_error(curl::HttpResponse const& response);

// The text of the first <name> in an XML document of AWS's, its entities read; empty where there
// is none. For the few members that are asked of small answers.
[[nodiscard]] std::string xml_text(std::string_view document, std::string_view name);

// "ThrottlingException" and its kin: too many requests.
[[nodiscard]] bool is_throttling(std::string_view name);
// The token or the key is over; others may be good.
[[nodiscard]] bool is_expired_credentials(std::string_view name);
// The signature's time is not the service's.
[[nodiscard]] bool is_clock_skew(std::string_view name);

}  // namespace helio::awscloud
