#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/states/members.hpp"
#include "aws/states/operations.hpp"
#include "base/encoding.hpp"
#include "base/json_members.hpp"

namespace helio::aws::states {
namespace {

constexpr std::size_t kAtATime = 16;  // each comes with its definition, which may have 1 MB
constexpr char kMark = 'm';

// A page's token is base64 of the last name that was seen, behind a mark.
std::string token_of(std::string const& name) { return to_base64(bytes_of(kMark + name)); }

Result<std::string> name_in(std::string const& token) {
  if (token.empty()) return "";
  auto const bytes = from_base64(token);
  if (bytes && bytes->size() > 1 && text_of(*bytes).front() == kMark) {
    return std::string(text_of(*bytes).substr(1));
  }
  return fail(Errc::invalid_argument, "InvalidToken",
              "Invalid Token: 'The token of the page is not one that was given out'");
}

Json line(asl::MachineRecord const& machine) {
  return {{"stateMachineArn", machine.arn},
          {"name", machine.name},
          {"type", to_string(machine.type)},
          {"creationDate", json::epoch_seconds(machine.created_at)}};
}

}  // namespace

Result<Json> list_state_machines(Context context, Json const& input) {
  auto after = name_in(text_member(input, "nextToken"));
  if (!after) return tl::unexpected(after.error());
  Json answer = {{"stateMachines", Json::array()}};
  Json& listed = answer["stateMachines"];
  for (std::size_t const size = page_size(input); listed.size() < size;) {
    std::size_t const wanted = std::min(size - listed.size(), kAtATime);
    // One more than wanted tells whether there is another page.
    auto const machines = context.parts.machines.list(*after, wanted + 1);
    if (!machines) return tl::unexpected(machines.error());
    for (std::size_t i = 0; i < std::min(wanted, machines->size()); ++i) {
      listed.push_back(line((*machines)[i]));
      after = (*machines)[i].name;
    }
    if (machines->size() <= wanted) return answer;
  }
  answer["nextToken"] = token_of(*after);
  return answer;
}

}  // namespace helio::aws::states
