// OwnServer: this project's own S3, Rekognition, Step Functions and EventBridge in memory behind a
// real socket. Unlike moto it verifies every signature.
#pragma once

#include <memory>
#include <string>

#include "asl/memory_stores.hpp"
#include "aws/access_keys.hpp"
#include "aws/events/bus_in_memory.hpp"
#include "aws/events/operations.hpp"
#include "aws/json/handler.hpp"
#include "aws/memory_key_store.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "aws/s3/handler.hpp"
#include "aws/service.hpp"
#include "aws/states/states.hpp"
#include "http/server.hpp"
#include "objects/memory_store.hpp"
#include "test_cloud.hpp"

namespace helio::cloud {

class NoTasks final : public asl::TaskRunner {
 public:
  void run(asl::Resource const&, asl::Data, asl::TaskContext, Done) override {}
  void cancel(std::string const&, asl::TaskId) override {}
};

// What nobody signed.
class Nothing final : public http::Handler {
 public:
  http::Begun begin(http::RequestHead const&) override { return http::Response{.status = 404}; }
};

// The bus, before what it is a part of.
struct OwnBus : protected aws::events::BusInMemory {
  helio::events::EventBus& bus() { return *bus_; }
  ManualClock& clock() { return clock_; }
};

class OwnServer {
 public:
  explicit OwnServer(vision::Analyze analyze = {})
      : inspector_(std::move(analyze), store_, {}),
        rekognition_(aws::rekognition::rekognition_service(inspector_)) {
    json_.add(rekognition_);
    json_.add(states_.service());
    json_.add(events_);
    router_.add("s3", s3_);
    for (char const* const name : {"rekognition", "states", "events"}) router_.add(name, json_);
    server_ = http::Server::start({}, router_, system_clock_, random_).value();
    cloud_ = std::make_unique<TestCloud>(
        "http://127.0.0.1:" + std::to_string(server_->port()), clock(),
        awscloud::Variables{{"AWS_ACCESS_KEY_ID", key_.key.access_key_id},
                            {"AWS_SECRET_ACCESS_KEY", key_.secret_access_key}});
  }

  [[nodiscard]] TestCloud& cloud() { return *cloud_; }
  [[nodiscard]] ManualClock& clock() { return bus_.clock(); }
  [[nodiscard]] objects::MemoryStore& store() { return store_; }

 private:
  OwnBus bus_;
  SystemClock system_clock_;
  SystemRandom random_;
  aws::MemoryKeyStore key_store_;
  aws::AccessKeys keys_{key_store_, aws::MasterKey{}, clock(), random_};
  aws::NewKey key_ = keys_.create("tester", {aws::Role::admin}).value();
  objects::MemoryStore store_{clock()};
  aws::s3::S3Handler s3_{{store_, store_.buckets(), store_, store_}, keys_, clock(), {}};
  aws::rekognition::Inspector inspector_;
  aws::json::Service rekognition_;
  asl::MemoryExecutionStore executions_;
  asl::MemoryMachineStore machine_store_;
  NoTasks tasks_;
  asl::MachineCatalog machines_{machine_store_, clock(), random_, asl::Account{}};
  asl::Engine engine_{{executions_, machines_, tasks_, clock(), random_}, {.threads = 1}};
  aws::states::States states_{{engine_, machines_, tasks_, clock(), random_}};
  aws::json::Service events_ = aws::events::events_service(
      {bus_.bus(), [](std::string_view) -> Result<void> { return {}; }});
  aws::json::JsonHandler json_{keys_, clock(), {}};
  Nothing nothing_;
  aws::ServiceRouter router_{nothing_};
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<TestCloud> cloud_;
};

}  // namespace helio::cloud
