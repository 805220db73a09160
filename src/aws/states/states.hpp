// States: Step Functions' operations over asl's engine, as a table for the wire and for the
// workflow. Each operation is a file; the description says what its input may be.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
#pragma once

#include "asl/engine.hpp"
#include "asl/machine_catalog.hpp"
#include "asl/task_runner.hpp"
#include "aws/json/service.hpp"
#include "aws/states/waiting.hpp"

namespace helio::aws::json {
extern ServiceModel const stepfunctions_model;  // cmake/AwsModel.cmake
}

namespace helio::aws::states {

struct Parts {
  asl::Engine& engine;
  asl::MachineCatalog& machines;
  asl::TaskRunner& tasks;  // does what TestState's Task asks for
  Clock const& clock;
  Random& random;
};

class States {
 public:
  // The parts outlive it, but the engine: that need only last until stop() has returned and the
  // operations under way have ended.
  explicit States(Parts parts);
  States(States const&) = delete;
  States& operator=(States const&) = delete;

  [[nodiscard]] json::Service const& service() const noexcept { return service_; }

  // Operations that wait for something end at once, with ServiceUnavailableException; later ones
  // do not begin.
  void stop() { waiting_.stop(); }

 private:
  Waiting waiting_;
  const Parts parts_;
  json::Service service_;
};

}  // namespace helio::aws::states
