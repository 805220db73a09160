#include "helio/cloud_parts.hpp"

#include <cstdlib>

#include "adapters/awscloud/bucket_address.hpp"
#include "adapters/awscloud/image_analyzer.hpp"
#include "adapters/awscloud/result_store.hpp"
#include "adapters/awscloud/url_signer.hpp"
#include "helio/placed_objects.hpp"

namespace helio::cli {
namespace {

constexpr std::uint64_t kPutBytesMax =
    100'000'000;  // of what is put through this server, in memory

// What would fail at the first picture is said before the start.
Result<void> check(awscloud::Settings const& settings, awscloud::Service service) {
  auto const region = settings.region();
  if (!region) return tl::unexpected(region.error());
  auto const endpoint = settings.endpoint(service);
  if (!endpoint) return tl::unexpected(endpoint.error());
  return {};
}

// "https://photos.s3.eu-central-1.amazonaws.com": what a page must be allowed to send to.
std::string origin_of(awscloud::Settings const& settings, std::string const& bucket) {
  std::string origin = settings.endpoint(awscloud::kS3).value_or("");
  auto const host = origin.find("://") + 3;
  origin.resize(std::min(origin.find('/', host), origin.size()));
  return origin.insert(host, awscloud::bucket_address(settings, bucket, "").host_prefix);
}

}  // namespace

Result<std::unique_ptr<CloudParts>> CloudParts::open(Config const& config) {
  std::unique_ptr<CloudParts> parts(new CloudParts(config));
  std::vector<awscloud::Service> services;
  if (config.analyzer == "rekognition") services.push_back(awscloud::kRekognition);
  if (config.objects == "s3") services.push_back(awscloud::kS3);
  if (config.results == "dynamodb") services.push_back(awscloud::kDynamoDb);
  if (services.empty()) return parts;
  auto cloud = awscloud::Cloud::open([](char const* name) { return std::getenv(name); });
  if (!cloud) return fail(cloud);
  parts->cloud_ = std::move(*cloud);
  for (auto const& service : services) {
    auto const good = check(parts->cloud_->client().settings(), service);
    if (!good) return tl::unexpected(good.error());
  }
  parts->bucket_ = std::make_unique<awscloud::ObjectStore>(
      parts->cloud_->client(), awscloud::ObjectStoreOptions{.put_bytes_max = kPutBytesMax});
  return parts;
}

void CloudParts::place(Storage& storage) const {
  if (config_.objects == "s3") {
    storage.placed = std::make_unique<PlacedObjects>(config_.bucket, *bucket_, *storage.objects);
    storage.upload_origin = origin_of(cloud_->client().settings(), config_.bucket);
  }
  if (config_.results == "dynamodb") {
    std::string table = config_.results_table;
    if (table.empty()) table = results_table_name(config_);
    storage.results = std::make_unique<awscloud::ResultStore>(
        cloud_->client(), awscloud::ResultStoreOptions{.table = std::move(table)});
  }
}

std::unique_ptr<functions::UrlSigner> CloudParts::signer() const {
  if (config_.objects != "s3") return nullptr;
  return std::make_unique<awscloud::UrlSigner>(cloud_->client());
}

std::unique_ptr<functions::ImageAnalyzer> CloudParts::analyzer(Storage& storage) const {
  if (config_.analyzer != "rekognition") return nullptr;
  auto const& settings = cloud_->client().settings();
  awscloud::ImageAnalyzerOptions options;
  // By its name only where S3 and Rekognition are both AWS's own.
  options.from_s3 = config_.objects == "s3" && !settings.has_own_endpoint(awscloud::kS3) &&
                    !settings.has_own_endpoint(awscloud::kRekognition);
  options.limits.bytes_max = static_cast<std::uint64_t>(config_.upload_bytes_max);
  return std::make_unique<awscloud::ImageAnalyzer>(cloud_->client(), storage.pictures(),
                                                   storage.clock, options);
}

}  // namespace helio::cli
