#include "adapters/awscloud/cloud.hpp"

#include <utility>

namespace helio::awscloud {

Cloud::Cloud(Settings settings)
    : settings_(std::move(settings)),
      credentials_(credential_sources(settings_, over(http_), clock_), clock_),
      client_(settings_, credentials_, over(http_), clock_, random_) {}

Result<std::unique_ptr<Cloud>> Cloud::open(Environment environment) {
  auto settings = Settings::load(std::move(environment));
  if (!settings) return fail(settings);
  return std::unique_ptr<Cloud>(new Cloud(std::move(*settings)));
}

}  // namespace helio::awscloud
