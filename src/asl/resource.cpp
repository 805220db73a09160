#include "asl/resource.hpp"

#include <vector>

namespace helio::asl {
namespace {

// An ARN's six parts; the last one keeps its colons.
std::vector<std::string_view> arn_parts(std::string_view arn) {
  std::vector<std::string_view> parts;
  while (parts.size() < 5) {
    std::size_t const colon = arn.find(':');
    if (colon == std::string_view::npos) break;
    parts.push_back(arn.substr(0, colon));
    arn.remove_prefix(colon + 1);
  }
  parts.push_back(arn);
  return parts;
}

Integration integration_of(std::string_view action) {
  std::size_t const dot = action.find('.');
  if (dot == std::string_view::npos) return Integration::request_response;
  std::string_view const suffix = action.substr(dot);
  if (suffix == ".waitForTaskToken") return Integration::wait_for_task_token;
  return Integration::run_job;
}

bool known_suffix(std::string_view action) {
  std::size_t const dot = action.find('.');
  if (dot == std::string_view::npos) return true;
  std::string_view const suffix = action.substr(dot);
  return suffix == ".sync" || suffix == ".sync:2" || suffix == ".waitForTaskToken";
}

}  // namespace

Result<Resource> parse_resource(std::string_view arn) {
  auto const wrong = [&](std::string why) {
    return fail(Errc::invalid_argument, "InvalidResource", std::move(why));
  };
  auto const parts = arn_parts(arn);
  if (parts.size() != 6 || parts[0] != "arn" || parts[1].empty() || parts[5].empty()) {
    return wrong("Value is not a valid resource ARN");
  }
  Resource resource{.arn = std::string(arn)};
  if (parts[2] == "lambda") {
    resource.function = true;
    return resource;
  }
  if (parts[2] != "states") {
    return wrong("The resource is neither a Lambda function nor a service integration");
  }
  // "lambda:invoke", "aws-sdk:rekognition:detectLabels", "startExecution.sync:2" behind "states:"
  std::string_view const name = parts[5];
  std::size_t const sync2 = name.ends_with(".sync:2") ? name.size() - 2 : name.size();
  std::size_t const colon = name.substr(0, sync2).rfind(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == name.size()) {
    return wrong("The resource does not name a service and an action, as in lambda:invoke");
  }
  resource.type = name.substr(0, colon);
  resource.action = name.substr(colon + 1);
  if (!known_suffix(resource.action)) {
    return wrong("A resource ends in .sync, .sync:2, .waitForTaskToken or none of them");
  }
  resource.integration = integration_of(resource.action);
  return resource;
}

}  // namespace helio::asl
