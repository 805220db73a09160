#include "lambda/failure_report.hpp"

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"
#include "functions/function.hpp"

namespace helio::lambda {

FailureReport failure_report(Error const& error) {
  Json body = functions::function_error_json(error);
  body["stackTrace"] = Json::array();
  return {error.name, dump_json(body)};
}

}  // namespace helio::lambda
