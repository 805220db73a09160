#include "helio/cloud_parts.hpp"

#include <cstdlib>

#include "adapters/awscloud/image_analyzer.hpp"
#include "adapters/awscloud/result_store.hpp"

namespace helio::cli {
namespace {

// What would fail at the first picture is said before the start.
Result<void> check(awscloud::Settings const& settings, awscloud::Service service) {
  auto const region = settings.region();
  if (!region) return tl::unexpected(region.error());
  auto const endpoint = settings.endpoint(service);
  if (!endpoint) return tl::unexpected(endpoint.error());
  return {};
}

}  // namespace

Result<std::unique_ptr<CloudParts>> CloudParts::open(Config const& config) {
  std::unique_ptr<CloudParts> parts(new CloudParts(config));
  bool const analyzes = config.analyzer == "rekognition";
  bool const keeps = config.results == "dynamodb";
  if (!analyzes && !keeps) return parts;
  auto cloud = awscloud::Cloud::open([](char const* name) { return std::getenv(name); });
  if (!cloud) return fail(cloud);
  parts->cloud_ = std::move(*cloud);
  auto const& settings = parts->cloud_->client().settings();
  Result<void> good;
  if (analyzes) good = check(settings, awscloud::kRekognition);
  if (good && keeps) good = check(settings, awscloud::kDynamoDb);
  if (!good) return fail(good);
  return parts;
}

std::unique_ptr<functions::ImageAnalyzer> CloudParts::analyzer(objects::ObjectStore& objects,
                                                               Clock const& clock) const {
  if (config_.analyzer != "rekognition") return nullptr;
  awscloud::ImageAnalyzerOptions options;
  options.limits.bytes_max = static_cast<std::uint64_t>(config_.upload_bytes_max);
  return std::make_unique<awscloud::ImageAnalyzer>(cloud_->client(), objects, clock, options);
}

std::unique_ptr<results::ResultStore> CloudParts::results() const {
  if (config_.results != "dynamodb") return nullptr;
  std::string table = config_.results_table;
  if (table.empty()) table = results_table_name(config_);
  return std::make_unique<awscloud::ResultStore>(
      cloud_->client(), awscloud::ResultStoreOptions{.table = std::move(table)});
}

}  // namespace helio::cli
