// What the REST resources ask of the workflow engine, the event bus and the access keys.
#pragma once

#include "api/parts.hpp"
#include "aws/access_keys.hpp"
#include "helio/pipeline.hpp"
#include "helio/storage.hpp"

namespace helio::cli {

// All outlive what is returned.
[[nodiscard]] api::ExecutionReader execution_reader(asl::Engine& engine);
[[nodiscard]] api::ReplayStarter replay_starter(events::EventBus& bus);

// Bearer keys: an admin may do everything, a viewer GET, an uploader ask for upload URLs.
[[nodiscard]] api::Authenticator authenticator(aws::AccessKeys& keys);

}  // namespace helio::cli
