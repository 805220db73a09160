// HttpRuntimeApi: the Runtime API of AWS Lambda, version 2018-06-01, over one kept connection.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
//
// next() also puts the invocation's trace into the environment (_X_AMZN_TRACE_ID), where X-Ray's
// libraries look for it; nothing else runs in the process at that time.
#pragma once

#include <string>

#include "adapters/curl/http_client.hpp"
#include "base/clock.hpp"
#include "lambda/runtime_api.hpp"

namespace helio::lambda {

class HttpRuntimeApi final : public RuntimeApi {
 public:
  // `address` is "127.0.0.1:9001", from AWS_LAMBDA_RUNTIME_API.
  HttpRuntimeApi(std::string const& address, Clock const& clock);

  Result<Invocation> next(std::atomic<bool> const& stopping) override;
  Result<void> respond(std::string const& request_id, std::string const& body) override;
  Result<void> report_failure(std::string const& request_id, FailureReport const& report) override;
  Result<void> report_init_failure(FailureReport const& report) override;

 private:
  [[nodiscard]] Result<void> post(std::string const& path, std::string const& body,
                                  curl::HttpHeaders headers);

  const std::string base_;
  Clock const& clock_;
  curl::HttpClient client_;
};

}  // namespace helio::lambda
