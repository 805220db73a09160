// FailureReport: an Error as the Runtime API takes it.
//
// `body` is {"errorMessage","errorType","stackTrace":[]}: what the caller of the function gets, and
// Step Functions as the Cause. The type is the Error's name, which Retry and Catch match.
#pragma once

#include <string>

#include "base/result.hpp"

namespace helio::lambda {

struct FailureReport {
  std::string type;  // also the header Lambda-Runtime-Function-Error-Type
  std::string body;
};

[[nodiscard]] FailureReport failure_report(Error const& error);

}  // namespace helio::lambda
