// ARNs of Step Functions, the rules for names, and the errors that quote an ARN.
//
//   arn:aws:states:<region>:<account>:stateMachine:<machine>
//   arn:aws:states:<region>:<account>:execution:<machine>:<execution>
//   arn:aws:states:<region>:<account>:express:<machine>:<execution>:<uuid>
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::asl {

inline constexpr std::size_t kNameCharactersMax = 80;

struct Account {
  std::string region = "us-east-1";
  std::string id = "000000000000";
};

[[nodiscard]] std::string machine_arn(Account const& account, std::string_view machine);
[[nodiscard]] std::string execution_arn(Account const& account, std::string_view machine,
                                        std::string_view execution);
[[nodiscard]] std::string express_arn(Account const& account, std::string_view machine,
                                      std::string_view execution, std::string_view uuid);

// Errors: invalid_argument "InvalidName".
[[nodiscard]] Result<void> check_name(std::string_view name);

// Errors: invalid_argument "InvalidArn" unless `kind` ("stateMachine", "execution", "express")
// stands where it must.
[[nodiscard]] Result<void> check_arn(std::string_view arn, std::string_view kind);

[[nodiscard]] tl::unexpected<Error> no_execution(std::string_view arn);
[[nodiscard]] tl::unexpected<Error> no_machine(std::string_view arn);

}  // namespace helio::asl
