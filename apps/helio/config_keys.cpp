// Every key that a person can set, once.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "helio/config.hpp"

namespace helio::cli {
namespace {

constexpr double kDaysMax = 36'500;

ConfigKey const kKeys[] = {
    {"project", "First part of the functions' names", &Config::project},
    {"environment", "Second part of the functions' names", &Config::environment},
    {"aws_region", "Region in ARNs, events and signatures", &Config::aws_region},
    {"aws_account_id", "Account in ARNs and events", &Config::aws_account_id},
    {"rekognition_confidence_threshold", "Percent below which a result is LOW_CONFIDENCE",
     &Config::rekognition_confidence_threshold, 0, 100},
    {"lambda_memory_size", "MB per function, as it is reported", &Config::lambda_memory_size, 128,
     10'240},
    {"lambda_timeout", "Seconds that a function may take", &Config::lambda_timeout, 1, 900},
    {"data", "Folder of everything that is stored", &Config::data},
    {"listen", "HOST:PORT; port 0 takes a free one", &Config::listen},
    {"tls_certificate", "PEM file of the certificate and its chain", &Config::tls_certificate},
    {"tls_key", "PEM file of the certificate's key", &Config::tls_key},
    {"public_url", "What upload URLs begin with, if not this address", &Config::public_url},
    {"behind_proxy", "A proxy in front does TLS; REST asks for keys", &Config::behind_proxy},
    {"cors_origins", "Origins whose pages may call the REST API", &Config::cors_origins},
    {"allowed_hosts", "Names under which the server is reached", &Config::allowed_hosts},
    {"body_timeout", "Seconds that a request's body may stand still", &Config::body_timeout, 1,
     3'600},
    {"log_level", "debug, info, warning or error", &Config::log_level},
    {"bucket", "Bucket that is watched", &Config::bucket},
    {"upload_prefix", "Keys that are watched begin so", &Config::upload_prefix},
    {"upload_bytes_max", "Bytes of one image", &Config::upload_bytes_max, 1, 100'000'000},
    {"upload_url_expiry", "Seconds that an upload URL is good for", &Config::upload_url_expiry, 1,
     604'800},
    {"object_bytes_max", "Bytes of one object elsewhere", &Config::object_bytes_max, 1, 5e12},
    {"disk_free_bytes_min", "Free bytes below which no upload is taken",
     &Config::disk_free_bytes_min, 0, 1e15},
    {"event_archive_retention_days", "Days that events can be replayed",
     &Config::event_archive_retention_days, 1, kDaysMax},
    {"log_retention_days", "Days that the functions' logs are kept", &Config::log_retention_days, 1,
     kDaysMax},
    {"result_retention_days", "Days that results are kept", &Config::result_retention_days, 1,
     kDaysMax},
    {"execution_retention_days", "Days that ended executions are kept",
     &Config::execution_retention_days, 1, kDaysMax},
    {"upload_abort_days", "Days until an unfinished upload is dropped", &Config::upload_abort_days,
     1, kDaysMax},
    {"analyzer", "Who looks at pictures: local, or rekognition", &Config::analyzer},
    {"objects", "Where the watched bucket is: local, or s3", &Config::objects},
    {"bucket_poll", "Seconds between looks at a bucket of S3", &Config::bucket_poll, 1, 3'600},
    {"results", "Where results are: local, or dynamodb", &Config::results},
    {"results_table", "DynamoDB table, if not PROJECT-ENVIRONMENT-results", &Config::results_table},
    {"images_side_by_side", "Images analysed at a time; 0: one per core",
     &Config::images_side_by_side, 0, 64},
    {"executions_max", "Executions that run at a time; more wait", &Config::executions_max, 1,
     100'000},
    {"stop_timeout", "Seconds that a stop waits for what is under way", &Config::stop_timeout, 0,
     3'600},
    {"packs", "Folders of model packs, instead of the default one", &Config::packs},
};

std::string text_of(std::string const& value) { return value; }
std::string text_of(std::int64_t value) { return std::to_string(value); }
std::string text_of(double value) { return fmt::format("{}", value); }
std::string text_of(bool value) { return value ? "true" : "false"; }
std::string text_of(std::vector<std::string> const& values) {
  return fmt::format("{}", fmt::join(values, ","));
}
std::string text_of(std::vector<std::filesystem::path> const& values) {
  std::vector<std::string> texts(values.begin(), values.end());
  return text_of(texts);
}

}  // namespace

std::span<ConfigKey const> config_keys() { return kKeys; }

std::string flag_of(ConfigKey const& key) {
  std::string flag = "--" + std::string(key.name);
  std::ranges::replace(flag, '_', '-');
  return flag;
}

std::string variable_of(ConfigKey const& key) {
  std::string name = "HELIO_" + std::string(key.name);
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

std::string value_text(Config const& config, ConfigKey const& key) {
  return std::visit([&](auto member) { return text_of(config.*member); }, key.member);
}

}  // namespace helio::cli
