#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

constexpr std::size_t kDiagnosticsMax = 100;

Json line(asl::Diagnostic const& diagnostic) {
  Json json = {{"severity", diagnostic.severity == asl::Severity::error ? "ERROR" : "WARNING"},
               {"code", diagnostic.code},
               {"message", diagnostic.message}};
  if (!diagnostic.location.empty()) json["location"] = diagnostic.location;
  return json;
}

}  // namespace

// Warnings are told where `severity` asks for them.
Result<Json> validate_state_machine_definition(Context context, Json const& input) {
  auto found =
      context.parts.machines.validate(text_member(input, "definition"), machine_type(input));
  bool const good = !asl::has_errors(found);
  if (text_member(input, "severity") != "WARNING") {
    std::erase_if(found, [](auto const& one) { return one.severity != asl::Severity::error; });
  }
  std::size_t const size = std::min(page_size(input), kDiagnosticsMax);
  Json answer = {{"result", good ? "OK" : "FAIL"},
                 {"diagnostics", Json::array()},
                 {"truncated", found.size() > size}};
  for (std::size_t i = 0; i < std::min(size, found.size()); ++i) {
    answer["diagnostics"].push_back(line(found[i]));
  }
  return answer;
}

}  // namespace helio::aws::states
