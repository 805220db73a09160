// RestInMemory: the REST interface over stores in memory, asked through the bytes of HTTP. What the
// tests of this folder stand on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/api.hpp"
#include "api/image_variants.hpp"
#include "api/metrics.hpp"
#include "base/manual_clock.hpp"
#include "logs/memory_log_store.hpp"
#include "objects/memory_store.hpp"
#include "results/memory_result_store.hpp"

namespace helio::api {

struct Answer {
  int status = 0;
  std::string head, body;

  [[nodiscard]] Json json() const;
  [[nodiscard]] std::string code() const;  // of a problem; "" for anything else
  [[nodiscard]] std::string field(std::string const& name) const;
};

class RestInMemory {
 public:
  RestInMemory();

  // What the members below are; functions answer `function_answer_`.
  Parts parts();
  Answer ask(std::string const& method, std::string const& target, std::string const& fields = {},
             std::string const& body = {});
  // Stores a grey picture of `size_bytes_` and its record.
  results::Record add_picture(std::string const& image_id);

  // One admin, "Bearer admin", who may make viewers' keys.
  KeyKeeper key_keeper();
  // There is every rule but "none".
  Result<void> switch_rule(std::string_view bus, std::string_view rule, bool enabled);

  ManualClock clock_;
  std::unique_ptr<results::ResultStore> results_ = results::make_memory_result_store();
  objects::MemoryStore objects_{clock_};
  logs::MemoryLogStore logs_{clock_};
  notify::LiveFeed feed_{clock_};
  ImageVariants variants_{objects_};
  Metrics metrics_;
  std::string invoked_;
  Json event_;
  Result<Json> function_answer_ = Json{{"statusCode", 200}, {"body", "{}"}};
  Execution execution_{.arn = "arn:aws:states:us-east-1:000000000000:execution:m:e",
                       .state_machine_arn = "m",
                       .name = "e",
                       .status = "RUNNING"};
  std::vector<Execution> executions_;  // what lists have, if there are any
  ExecutionQuery execution_query_;
  std::vector<Replay> replays_;
  std::vector<std::string> not_ready_, derived_removed_, redriven_, repeated_, switched_;
  std::vector<Key> keys_;
  Authenticator authenticate_;
  std::size_t size_bytes_ = 0;
};

}  // namespace helio::api
