#include "asl/arn.hpp"

#include <algorithm>

namespace helio::asl {
namespace {

std::string arn_of(Account const& account, std::string_view kind, std::string_view rest) {
  return "arn:aws:states:" + account.region + ":" + account.id + ":" + std::string(kind) + ":" +
         std::string(rest);
}

bool in_name(char c) {
  auto const byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7f &&
         std::string_view("<>{}[]?*\"#%\\^|~`$&,;:/").find(c) == std::string_view::npos;
}

}  // namespace

std::string machine_arn(Account const& account, std::string_view machine) {
  return arn_of(account, "stateMachine", machine);
}

std::string execution_arn(Account const& account, std::string_view machine,
                          std::string_view execution) {
  return arn_of(account, "execution", std::string(machine) + ":" + std::string(execution));
}

std::string express_arn(Account const& account, std::string_view machine,
                        std::string_view execution, std::string_view uuid) {
  return arn_of(account, "express",
                std::string(machine) + ":" + std::string(execution) + ":" + std::string(uuid));
}

Result<void> check_name(std::string_view name) {
  auto const characters = std::count_if(name.begin(), name.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  });
  if (characters == 0 || static_cast<std::size_t>(characters) > kNameCharactersMax ||
      !std::all_of(name.begin(), name.end(), in_name)) {
    return fail(Errc::invalid_argument, "InvalidName",
                "Invalid Name: a name has 1 to 80 characters, without spaces, control characters "
                "and any of < > { } [ ] ? * \" # % \\ ^ | ~ ` $ & , ; : /");
  }
  return {};
}

Result<void> check_arn(std::string_view arn, std::string_view kind) {
  std::string_view rest = arn;
  for (int part = 0; part < 5; ++part) {
    auto const colon = rest.find(':');
    bool const fits =
        (part != 0 || rest.starts_with("arn:")) && (part != 2 || rest.starts_with("states:"));
    if (colon == rest.npos || !fits) rest = {};
    rest = rest.substr(std::min(colon + 1, rest.size()));
  }
  if (!rest.starts_with(std::string(kind) + ":")) {
    return fail(Errc::invalid_argument, "InvalidArn", "Invalid Arn: '" + std::string(arn) + "'");
  }
  return {};
}

tl::unexpected<Error> no_execution(std::string_view arn) {
  return fail(Errc::not_found, "ExecutionDoesNotExist",
              "Execution Does Not Exist: '" + std::string(arn) + "'");
}

tl::unexpected<Error> no_machine(std::string_view arn) {
  return fail(Errc::not_found, "StateMachineDoesNotExist",
              "State Machine Does Not Exist: '" + std::string(arn) + "'");
}

}  // namespace helio::asl
