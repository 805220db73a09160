#include "helio/execution_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "helio/pipeline_names.hpp"
#include "helio/terminal_text.hpp"
#include "helio/text_blocks.hpp"
#include "helio/timeline_text.hpp"

namespace helio::cli {
namespace {

std::string text_at(Json const& object, char const* name) {
  return printable(text_member(object, name));
}

std::string machine_of(Json const& execution) {
  auto const arn = text_at(execution, "state_machine_arn");
  return arn.substr(arn.rfind(':') + 1);
}

}  // namespace

bool is_of_pipeline(Json const& execution) { return machine_of(execution) == kMachineName; }

std::string execution_line(Json const& execution, TableStyle style) {
  auto const status = text_at(execution, "status");
  auto line = fmt::format("{}  {:<10}  {}", text_at(execution, "started_at").substr(0, 19), status,
                          text_at(execution, "name"));
  if (!is_of_pipeline(execution)) line += "  of " + machine_of(execution);
  return painted(line, status == "FAILED" ? "31" : "0", style) + "\n";
}

std::string execution_table(Json const& execution, TableStyle style) {
  auto const span = text_at(execution, "started_at") + "  to  " +
                    (execution.contains("stopped_at") ? text_at(execution, "stopped_at") : "now");
  std::string text = painted(text_at(execution, "name"), "1;36", style);
  text += "\n" + block("Workflow", {machine_of(execution)}, "", style);
  text += block("Status", {text_at(execution, "status")}, "", style);
  text += block("Time", {span}, "", style);
  if (auto const error = text_at(execution, "error"); !error.empty()) {
    auto const whole = error + ": " + text_at(execution, "cause");
    text += block("Error", fold(whole, style.columns - kNameColumns), "", style);
  }
  return text + "\n" + timeline_text(member(execution, "history"), style);
}

}  // namespace helio::cli
