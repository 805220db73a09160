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
  Result<Invocation> next(std::atomic<bool> const& stopping) override {
    if (on_next) on_next();
    if (stopping && !came_already) return fail(Errc::cancelled, "Cancelled", "It was given up.");
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
  bool came_already = false;  // the invocation, when it is stopped
};

}  // namespace helio::lambda
