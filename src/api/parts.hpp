// Parts: what the REST resources stand on. Stores come as ports; what other folders do in one call
// comes as a function, so that a test gives a lambda and the wiring the real thing.
//
// Lifetime  everything referred to outlives the Api. Threads: each is callable from any.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/executions.hpp"
#include "api/keys.hpp"
#include "api/principal.hpp"
#include "api/replays.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "http/handler.hpp"
#include "logs/log_store.hpp"
#include "notify/live_feed.hpp"
#include "objects/object_store.hpp"
#include "results/result_store.hpp"

namespace helio::api {

class ImageVariants;
class Metrics;

// Calls one of the pipeline's functions and waits (functions/function_host.hpp).
using Invoke = std::function<Result<Json>(std::string_view function, Json event,
                                          std::string const& request_id)>;

struct Parts {
  Invoke invoke;
  results::ResultStore& results;
  objects::ObjectStore& objects;
  logs::LogStore& logs;
  notify::LiveFeed& feed;
  ExecutionReader executions;
  Redrive redrive;
  Repeat repeat;
  ReplayStarter replays;
  KeyKeeper keys;
  // Errors: not_found "ResourceNotFoundException"; the store's.
  std::function<Result<void>(std::string_view bus, std::string_view rule, bool enabled)>
      switch_rule;
  ImageVariants& variants;
  Metrics& metrics;
  Clock const& clock;
  // Removes what the pipeline itself stored of an image, besides the picture and its record.
  std::function<Result<void>(std::string_view image_id)> remove_derived;
  // "result_saver" -> its log group; none for a function that there is not.
  std::function<std::optional<std::string>(std::string_view function)> log_group_of;
  // What GET /server gives.
  std::function<Json()> server_info;
  // What GET /settings gives.
  std::function<Json()> settings;
  // What is not ready yet, as sentences; empty: ready.
  std::function<std::vector<std::string>()> not_ready;
  // Empty: everybody is let in, as on loopback.
  Authenticator authenticate;
};

}  // namespace helio::api
