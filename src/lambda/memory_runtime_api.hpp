// MemoryRuntimeApi: for tests; hands out the invocations it was given, and keeps what was told.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "lambda/runtime_api.hpp"

namespace helio::lambda {

class MemoryRuntimeApi final : public RuntimeApi {
 public:
  // When none is left: unavailable "NoMoreInvocations".
  Result<Invocation> next() override {
    if (on_next) on_next();
    if (invocations.empty()) {
      return fail(Errc::unavailable, "NoMoreInvocations", "All invocations are served.");
    }
    Invocation invocation = std::move(invocations.front());
    invocations.pop_front();
    return invocation;
  }
  Result<void> respond(std::string const& request_id, std::string const& body) override {
    if (body.size() > response_bytes_max) {
      return fail(Errc::too_large, "ResponseTooLarge", "The response is too large.");
    }
    told.emplace_back(request_id, body);
    return answer;
  }
  Result<void> report_failure(std::string const& request_id, FailureReport const& report) override {
    told.emplace_back(request_id, report.type + " " + report.body);
    return answer;
  }
  Result<void> report_init_failure(FailureReport const& report) override {
    told.emplace_back("init", report.type + " " + report.body);
    return answer;
  }

  std::deque<Invocation> invocations;
  std::vector<std::pair<std::string, std::string>> told;  // of which request, what
  Result<void> answer;                                    // to what is told
  std::size_t response_bytes_max = 6U << 20U;
  std::function<void()> on_next;
};

}  // namespace helio::lambda
