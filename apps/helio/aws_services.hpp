// AwsServices: the AWS services that speak JSON, over the parts of a pipeline. The wire and the
// workflows call the same tables. A new service is a member here and a line in all().
#pragma once

#include <vector>

#include "aws/events/operations.hpp"
#include "aws/json/service.hpp"
#include "aws/logs/operations.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "aws/states/states.hpp"
#include "helio/config.hpp"
#include "helio/storage.hpp"
#include "helio/warming_analyzer.hpp"

namespace helio::cli {

class AwsServices {
 public:
  struct Parts {
    WarmingAnalyzer& analyzer;
    events::EventBus& bus;
    std::size_t images_at_a_time = 1;
    aws::states::Parts states;
  };

  // All of it outlives this.
  AwsServices(Storage& storage, Parts const& parts);
  AwsServices(AwsServices const&) = delete;
  AwsServices& operator=(AwsServices const&) = delete;

  [[nodiscard]] std::vector<aws::json::Service const*> all() const {
    return {&rekognition_, &states_.service(), &events_, &logs_};
  }

  // Ends what waits for the engine, before that goes.
  void stop() { states_.stop(); }

 private:
  aws::rekognition::Inspector inspector_;
  const aws::json::Service rekognition_;
  aws::states::States states_;
  const aws::json::Service events_;
  const aws::json::Service logs_;
};

}  // namespace helio::cli
