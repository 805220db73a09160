// Goal: a setting comes from flag, variable, file, default in this order, and every fault is named
// with its place.
#include "helio/config.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"

namespace helio::cli {
namespace {

class ConfigTest : public testing::Test {
 protected:
  Result<LoadedConfig> load(std::string_view toml) {
    EXPECT_TRUE(write_file(folder_.path() / "helio.toml", bytes_of(toml)));
    sources_.file = folder_.path() / "helio.toml";
    sources_.environment = [this](char const* name) -> char const* {
      auto const found = variables_.find(name);
      return found == variables_.end() ? nullptr : found->second.c_str();
    };
    return load_config(sources_);
  }

  ScratchFolder folder_;
  ConfigSources sources_;
  std::map<std::string, std::string> variables_;
};

TEST_F(ConfigTest, FlagBeforeVariableBeforeFileBeforeDefault) {
  sources_.flags = {{"lambda_timeout", "5"}};
  variables_ = {{"HELIO_LAMBDA_TIMEOUT", "6"}, {"HELIO_ENVIRONMENT", "test"}};
  auto const loaded = load("lambda_timeout = 7\nenvironment = 'prod'\nbehind_proxy = true\n");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.lambda_timeout, 5);
  EXPECT_EQ(loaded->config.environment, "test");
  EXPECT_TRUE(loaded->config.behind_proxy);
  EXPECT_EQ(loaded->config.bucket, "heliograph-images");
  EXPECT_EQ(loaded->origins.at("lambda_timeout"), "flag --lambda-timeout");
  EXPECT_EQ(loaded->origins.at("environment"), "variable HELIO_ENVIRONMENT");
  EXPECT_TRUE(loaded->origins.at("behind_proxy").ends_with("helio.toml:3"));
  EXPECT_FALSE(loaded->origins.contains("bucket"));
}

TEST_F(ConfigTest, ListsAndWebhooks) {
  auto const loaded = load(
      "cors_origins = ['https://a.example', 'https://b.example']\n"
      "[[webhook]]\nurl = 'https://hook.example/x'\nsecret = '0123456789abcdef'\n"
      "events = ['image.analyzed']\n");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.cors_origins.size(), 2U);
  ASSERT_EQ(loaded->config.webhooks.size(), 1U);
  EXPECT_EQ(loaded->config.webhooks[0].events, std::vector<std::string>{"image.analyzed"});
}

TEST_F(ConfigTest, TopicsTablesAndConnections) {
  auto const loaded = load(
      "[[topic]]\nname = 'alerts'\n"
      "[[topic]]\nname = 'cats'\nwebhooks = ['https://a.example', 'http://b.example']\n"
      "secret = '0123456789abcdef'\n"
      "[[table]]\nname = 'cats'\nkey = ['id', 'at:N']\n"
      "[[connection]]\nname = 'api'\napi_key_name = 'X-Key'\napi_key_value = 'k'\n"
      "[[connection]]\nname = 'basic'\nusername = 'ann'\npassword = 'p'\n"
      "[[connection]]\nname = 'open'\n");
  ASSERT_TRUE(loaded) << loaded.error().message;
  auto const& resources = loaded->config.resources;
  ASSERT_EQ(resources.topics.size(), 2U);
  EXPECT_EQ(resources.topics[1].webhooks.size(), 2U);
  ASSERT_EQ(resources.tables.size(), 1U);
  EXPECT_EQ(resources.tables[0].key, (std::vector<std::string>{"id", "at:N"}));
  ASSERT_EQ(resources.connections.size(), 3U);
  EXPECT_EQ(resources.connections[0].api_key_name, "X-Key");
}

TEST_F(ConfigTest, FaultsTable) {
  struct Row {
    char const* toml;
    char const* says;
  };
  Row const rows[] = {
      {"lamda_timeout = 3", "helio.toml:1: lamda_timeout is no setting; did you mean "},
      {"colour = 3", "`helio config keys` lists them"},
      {"lambda_timeout = 0", "must be 1 to 900"},
      {"lambda_timeout = 'soon'", "must be a number"},
      {"rekognition_confidence_threshold = 100.5", "must be 0 to 100"},
      {"rekognition_confidence_threshold = nan", "must be 0 to 100"},
      {"behind_proxy = 1", "must be true or false"},
      {"listen = ':80'", "must be HOST:PORT"},
      {"tls_key = 'a.pem'", "must be given together"},
      {"bucket = {}", "must be a text"},
      {"aws_account_id = '12'", "must be 12 digits"},
      {"aws_region = ''", "aws_region: \"\" must be like us-east-1"},
      {"aws_region = 'us east'", "must be like us-east-1"},
      {"environment = 'a b/c'", "environment: \"a b/c\" must be 1 to 24 letters"},
      {"project = ''", "must be 1 to 24 letters"},
      {"bucket = 'A B'", "must be 3 to 63 small letters"},
      {"x = = 3", "helio.toml:1"},
      {"[[webhook]]\nurl = 'ftp://x'\nsecret = 'short'", "begins with http://"},
      {"[[webhook]]\nurl = 'http://'\nsecret = '0123456789abcdef'", "a whole url"},
      {"[[webhook]]\nurl = 'http://x'\nsecret = 'short'", "16 characters"},
      {"[[webhook]]\nurl = 'http://x'\nsecret = '0123456789abcdef'\nevents = ['done']",
       "done is no event"},
      {"topic = 'a'", "topic is no setting"},
      {"[[topic]]\nname = 'a b'", "needs a name of letters, digits and -_"},
      {"[[topic]]\nname = 'a'\n[[topic]]\nname = 'a'", "a stands there twice"},
      {"[[topic]]\nname = 'a'\nwebhooks = ['b']\nsecret = '0123456789abcdef'",
       "begin with http://"},
      {"[[topic]]\nname = 'a'\nwebhooks = ['http://b']", "needs a secret of 16"},
      {"[[topic]]\nname = 'a'\ncolour = 'red'", "has no member colour"},
      {"[[table]]\nname = 'a'", "needs a key"},
      {"[[table]]\nname = 'a'\nkey = ['id:X']", "needs a key"},
      {"[[table]]\nname = 'heliograph-dev-results'\nkey = ['id']", "is the table of all results"},
      {"[[connection]]\nname = 'a'\nusername = 'b'", "username and password together"},
      {"[[connection]]\nname = 'a'\napi_key_name = 'b'", "api_key_name and api_key_value"},
      {"[[connection]]\nname = 'a'\napi_key_name = 'b c'\napi_key_value = 'd'", "HTTP allows"},
      {"public_url = 'images.example.org'", "must be like https://"},
      {"log_level = 'loud'", "must be debug"},
      {"analyzer = 'textract'", "must be local or rekognition"},
      {"objects = 'gcs'", "must be local or s3"},
      {"results = 'postgres'", "must be local or dynamodb"},
      {"results = 'dynamodb'\nresults_table = 'a b'", "letters, digits and _.-"},
      {"results_table = 'photos'", "is of no use without results"},
  };
  for (auto const& row : rows) {
    SCOPED_TRACE(row.toml);
    auto const loaded = load(row.toml);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().name, "InvalidConfiguration");
    EXPECT_NE(loaded.error().message.find(row.says), std::string::npos) << loaded.error().message;
  }
}

TEST_F(ConfigTest, AGuessEndsWithOneMark) {
  auto const loaded = load("lamda_timeout = 3");
  ASSERT_FALSE(loaded);
  EXPECT_TRUE(loaded.error().message.ends_with("did you mean lambda_timeout?"))
      << loaded.error().message;
}

TEST(Config, AFileThatIsNotThereHasNoLines) {
  ConfigSources sources;
  sources.file = "/nowhere/helio.toml";
  sources.environment = [](char const*) -> char const* { return nullptr; };
  auto const loaded = load_config(sources);
  ASSERT_FALSE(loaded);
  EXPECT_TRUE(loaded.error().message.starts_with("/nowhere/helio.toml: "))
      << loaded.error().message;
}

TEST_F(ConfigTest, AllFaultsAtOnce) {
  auto const loaded = load("lambda_timeout = 0\nbehind_proxy = 1\n");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find('\n'), std::string::npos);
}

TEST(ConfigKeys, EveryDefaultIsInItsRange) {
  Config config;
  for (auto const& key : config_keys()) {
    ConfigSources sources;
    sources.environment = [](char const*) -> char const* { return nullptr; };
    sources.flags = {{std::string(key.name), value_text(config, key)}};
    EXPECT_TRUE(load_config(sources)) << key.name;
  }
}

}  // namespace
}  // namespace helio::cli
