// Config: everything that a person can set about a server, from four places.
//
// A command-line flag comes before an environment variable, that before the file, that before the
// default. One table (config_keys.cpp) names every key once: `lambda_timeout` in the file is
// HELIO_LAMBDA_TIMEOUT in the environment and --lambda-timeout on the command line. The names that
// the serverless original has in its terraform.tfvars keep them, and their meaning.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "helio/config_resources.hpp"

namespace helio::cli {

// [[webhook]] in the file; who is told of results.
struct WebhookConfig {
  std::string url;
  std::string secret;               // signs the body
  std::vector<std::string> events;  // "image.analyzed", "image.failed", …; empty: all
};

struct Config {
  std::string project = "heliograph";
  std::string environment = "dev";
  std::string aws_region = "us-east-1";
  std::string aws_account_id = "000000000000";
  double rekognition_confidence_threshold = 80;  // percent
  std::int64_t lambda_memory_size = 512;         // MB; reported, the process is not cut up
  std::int64_t lambda_timeout = 60;              // seconds

  std::string data = "data";
  std::string listen = "127.0.0.1:8080";
  std::string tls_certificate, tls_key;  // PEM files
  std::string public_url;     // what upload URLs begin with, where it is not the listening address
  bool behind_proxy = false;  // a proxy in front does TLS; REST asks for keys
  std::vector<std::string> cors_origins;
  std::vector<std::string> allowed_hosts;  // names besides the listening one
  std::int64_t body_timeout = 20;          // seconds that a request's body may stand still
  std::string log_level = "info";

  std::string bucket = "heliograph-images";
  std::string upload_prefix = "uploads/";
  std::int64_t upload_bytes_max = 15'000'000;
  std::int64_t upload_url_expiry = 300;  // seconds
  std::int64_t object_bytes_max = 5'000'000'000;
  std::int64_t disk_free_bytes_min = 64'000'000;  // left for the database; below it no uploads

  std::int64_t event_archive_retention_days = 30;
  std::int64_t log_retention_days = 14;
  std::int64_t result_retention_days = 90;
  std::int64_t execution_retention_days = 90;
  std::int64_t upload_abort_days = 7;  // multipart uploads that nobody completes

  std::string analyzer = "local";  // or "rekognition"
  std::string objects = "local";   // the watched bucket; or "s3"
  std::int64_t bucket_poll = 10;   // seconds between looks at a bucket of S3
  std::string results = "local";   // or "dynamodb"
  std::string results_table;       // of DynamoDB; empty: results_table_name()

  std::int64_t images_side_by_side = 0;  // 0: one per core
  std::int64_t executions_max = 64;      // running; more wait in the store
  std::int64_t stop_timeout = 30;        // seconds that a stop waits for what is under way

  std::vector<std::filesystem::path> packs;
  std::vector<WebhookConfig> webhooks;
  ResourcesConfig resources;
};

// "heliograph-dev-results": the records of all images as a DynamoDB table.
[[nodiscard]] std::string results_table_name(Config const& config);

using ConfigMember =
    std::variant<std::string Config::*, std::int64_t Config::*, double Config::*, bool Config::*,
                 std::vector<std::string> Config::*, std::vector<std::filesystem::path> Config::*>;

struct ConfigKey {
  std::string_view name;
  std::string_view help;
  ConfigMember member;
  double least = 0, most = 0;  // of numbers
};

[[nodiscard]] std::span<ConfigKey const> config_keys();

[[nodiscard]] std::string flag_of(ConfigKey const& key);      // "--lambda-timeout"
[[nodiscard]] std::string variable_of(ConfigKey const& key);  // "HELIO_LAMBDA_TIMEOUT"
[[nodiscard]] std::string value_text(Config const& config, ConfigKey const& key);

struct ConfigSources {
  std::optional<std::filesystem::path> file;
  std::function<char const*(char const*)> environment;    // getenv, but for tests
  std::map<std::string, std::string, std::less<>> flags;  // key's name -> text
};

struct LoadedConfig {
  Config config;
  // Key's name -> "flag --x", "variable HELIO_X", "helio.toml:3"; what is missing is a default.
  std::map<std::string, std::string, std::less<>> origins;
};

// Errors: invalid_argument "InvalidConfiguration"; the message has every fault, one a line, with
// where it stands and what would be right.
[[nodiscard]] Result<LoadedConfig> load_config(ConfigSources const& sources);

}  // namespace helio::cli
