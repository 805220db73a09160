// Members that several operations read or write.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "asl/engine_types.hpp"
#include "asl/execution_store.hpp"
#include "asl/machine_catalog.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace helio::aws::states {

// None: absent or null.
[[nodiscard]] std::optional<std::string> optional_text(Json const& input, std::string_view name);
// What includedData asks for: everything unless METADATA_ONLY.
[[nodiscard]] bool wants_data(Json const& input);
// maxResults, without its fraction; absent and 0: 100.
[[nodiscard]] std::size_t page_size(Json const& input);
[[nodiscard]] asl::MachineType machine_type(Json const& input);
[[nodiscard]] std::string_view to_string(asl::MachineType type) noexcept;

// Settings of a machine that have no effect here are refused, not forgotten.
// Errors: "InvalidLoggingConfiguration", "InvalidTracingConfiguration",
// "InvalidEncryptionConfiguration", "ValidationException"; "InvalidArn" of the role.
[[nodiscard]] Result<void> check_settings(Json const& input);
// What a machine is told to be that has none of them.
void add_settings(Json& machine);
// "Invalid State Machine Definition: '…'", as Step Functions has it.
[[nodiscard]] Error as_definition_error(Error error);

// What StartExecution and StartSyncExecution are asked for.
[[nodiscard]] asl::StartRequest start_request(Json const& input);

// A line of ListExecutions.
[[nodiscard]] Json summary(asl::ExecutionRecord const& record);
// Input, output, error and cause; without data only what led to the end.
void add_data(Json& json, asl::ExecutionRecord const& record, bool with_data);
// "The ARN of a STANDARD execution." Errors: "InvalidArn".
[[nodiscard]] Result<std::string> execution_arn_of(Json const& input);

}  // namespace helio::aws::states
