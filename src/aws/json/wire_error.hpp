// Errors as the JSON protocols have them: a status, a name in "__type" and a message.
#pragma once

#include <string>
#include <string_view>

#include "aws/json/model.hpp"
#include "base/result.hpp"
#include "http/handler.hpp"

namespace helio::aws::json {

struct WireError {
  std::string name;
  int status = 400;
};

// The error's own name where the service or the protocol has it, else the nearest to its Errc.
// Signatures' failures (sigv4_verify.hpp has S3's names) get the JSON services' names.
[[nodiscard]] WireError wire_error(Error const& error, ServiceModel const* model);

// {"__type":…,"message":…} with X-Amzn-ErrorType and x-amzn-RequestId.
[[nodiscard]] http::Response error_response(http::RequestHead const& head, Error const& error,
                                            ServiceModel const* model);

}  // namespace helio::aws::json
