// Goal: settings are found where the AWS SDKs find them, in their order.
#include "adapters/awscloud/settings.hpp"

#include <gtest/gtest.h>

#include "adapters/awscloud/scripted_cloud.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"

namespace helio::awscloud {
namespace {

TEST(ProfileFile, Table) {
  struct Row {
    char const* name;
    char const* text;
    ProfileFileKind kind;
    char const* profile;
    ProfileSection want;
  };
  auto const config = ProfileFileKind::config;
  auto const credentials = ProfileFileKind::credentials;
  Row const rows[] = {
      {"default", "[default]\nregion = eu-west-1\n", config, "default", {{"region", "eu-west-1"}}},
      {"named", "[profile a b]\nregion=x\n", config, "a b", {{"region", "x"}}},
      {"in the credentials file without the word", "[a]\nx=1", credentials, "a", {{"x", "1"}}},
      {"the word is no name there", "[profile a]\nx=1", credentials, "a", {}},
      {"without the word it is none in the config", "[a]\nx=1", config, "a", {}},
      {"names in any case", "[default]\nRegion = x", config, "default", {{"region", "x"}}},
      {"comments",
       "# c\n; c\n[default]\n# x=1\na = b#c\nd = e #f\ng = ;h",
       config,
       "default",
       {{"a", "b#c"}, {"d", "e"}, {"g", ""}}},
      {"nested",
       "[default]\ns3 =\n  a = 1\n  b = 2\nc = 3",
       config,
       "default",
       {{"s3", ""}, {"s3.a", "1"}, {"s3.b", "2"}, {"c", "3"}}},
      {"nested under nothing", "[default]\n  a = 1", config, "default", {}},
      {"a value with =", "[default]\na = b=c==", config, "default", {{"a", "b=c=="}}},
      {"lines of Windows", "[default]\r\na = b\r\n", config, "default", {{"a", "b"}}},
      {"no setting", "[default]\nhello\n= x\na = 1", config, "default", {{"a", "1"}}},
      {"the later one counts", "[default]\na=1\n[default]\na=2", config, "default", {{"a", "2"}}},
      {"before any section", "a = 1\n", config, "default", {}},
      {"a title without an end", "[default\na = 1", config, "default", {}},
      {"an empty title", "[]\na = 1", credentials, "", {}},
      {"a section of another kind", "[sso-session x]\na = 1\n", config, "x", {}},
      {"text behind the title", "[default] # mine\na = 1", config, "default", {{"a", "1"}}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const file = parse_profile_file(row.text, row.kind);
    ASSERT_TRUE(file);
    auto const found = file->profiles.find(row.profile);
    EXPECT_EQ(found == file->profiles.end() ? ProfileSection() : found->second, row.want);
  }
}

TEST(ProfileFile, HasABound) {
  EXPECT_EQ(parse_profile_file(std::string(kProfileFileBytesMax + 1, 'a'), ProfileFileKind::config)
                .error()
                .name,
            "ProfileFileTooLarge");
  EXPECT_FALSE(
      parse_profile_file(std::string(kProfileLinesMax + 1, '\n'), ProfileFileKind::config));
}

class SettingsOfFiles : public testing::Test {
 protected:
  Result<Settings> load(Variables more = {}) {
    more.insert({{"AWS_CONFIG_FILE", (folder_.path() / "config").string()},
                 {"AWS_SHARED_CREDENTIALS_FILE", (folder_.path() / "credentials").string()}});
    return Settings::load(environment_of(std::move(more)));
  }
  void write(char const* name, std::string_view text) {
    ASSERT_TRUE(write_file(folder_.path() / name, bytes_of(text)));
  }

  ScratchFolder folder_;
};

TEST_F(SettingsOfFiles, TheEnvironmentComesFirst) {
  write("config", "[default]\nregion = eu-west-1\nmax_attempts = 7\n");
  EXPECT_EQ(load()->region(), "eu-west-1");
  EXPECT_EQ(load()->attempts_max(), 7);
  EXPECT_EQ(load({{"AWS_DEFAULT_REGION", "a-1"}})->region(), "a-1");
  EXPECT_EQ(load({{"AWS_DEFAULT_REGION", "a-1"}, {"AWS_REGION", "b-1"}})->region(), "b-1");
  EXPECT_EQ(load({{"AWS_MAX_ATTEMPTS", "2"}})->attempts_max(), 2);
  EXPECT_EQ(load({{"AWS_MAX_ATTEMPTS", "x"}})->attempts_max(), 3);
  EXPECT_EQ(load({{"AWS_MAX_ATTEMPTS", "999"}})->attempts_max(), kAttemptsMax);
}

TEST_F(SettingsOfFiles, TheNullDeviceIsNoFile) {
  auto const settings = Settings::load(environment_of(
      {{"AWS_CONFIG_FILE", "/dev/null"}, {"AWS_SHARED_CREDENTIALS_FILE", "/dev/null"}}));
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_FALSE(settings->profile("region"));
}

TEST_F(SettingsOfFiles, TheProfileIsOfBothFiles) {
  write("config", "[profile me]\nregion = eu-west-1\na = config\n");
  write("credentials", "[me]\na = credentials\nb = 1\n");
  auto const settings = load({{"AWS_PROFILE", "me"}});
  EXPECT_EQ(settings->region(), "eu-west-1");
  EXPECT_EQ(settings->profile("a"), "credentials");
  EXPECT_EQ(settings->profile("b"), "1");
  EXPECT_FALSE(load()->profile("b"));
}

TEST_F(SettingsOfFiles, WhatIsMissingIsSaid) {
  EXPECT_EQ(load({{"AWS_PROFILE", "nobody"}}).error().name, "ProfileNotFound");
  EXPECT_EQ(load()->region().error().name, "MissingRegion");
  for (char const* bad : {"eu central", "../x", "EU", "a.b", "a/b"}) {
    EXPECT_EQ(load({{"AWS_REGION", bad}})->region().error().name, "InvalidRegion") << bad;
  }
  EXPECT_FALSE(load({{"AWS_REGION", std::string(64, 'a')}})->region());
}

TEST_F(SettingsOfFiles, Endpoints) {
  write("config",
        "[profile of-services]\nservices = local\nendpoint_url = http://profile:1\n"
        "[services local]\nsfn =\n  endpoint_url = http://services:2\n");
  struct Row {
    char const* name;
    Variables variables;
    Service service;
    char const* want;
  };
  Row const rows[] = {
      {"AWS's own", {}, kStates, "https://states.eu-central-1.amazonaws.com"},
      {"in China", {{"AWS_REGION", "cn-north-1"}}, kS3, "https://s3.cn-north-1.amazonaws.com.cn"},
      {"for all", {{"AWS_ENDPOINT_URL", "http://a:1/"}}, kS3, "http://a:1"},
      {"for one",
       {{"AWS_ENDPOINT_URL", "http://a:1"}, {"AWS_ENDPOINT_URL_DYNAMODB", "http://b:2/base"}},
       kDynamoDb,
       "http://b:2/base"},
      {"of the profile", {{"AWS_PROFILE", "of-services"}}, kS3, "http://profile:1"},
      {"of its services", {{"AWS_PROFILE", "of-services"}}, kStates, "http://services:2"},
      {"ignored when told so",
       {{"AWS_ENDPOINT_URL", "http://a:1"}, {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}},
       kSns,
       "https://sns.eu-central-1.amazonaws.com"},
      {"no URL", {{"AWS_ENDPOINT_URL", "a:1"}}, kS3, "InvalidEndpoint"},
      {"with a user", {{"AWS_ENDPOINT_URL", "http://u:p@a"}}, kS3, "InvalidEndpoint"},
      {"with a query", {{"AWS_ENDPOINT_URL", "http://a/?x"}}, kS3, "InvalidEndpoint"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto variables = row.variables;
    variables.insert({"AWS_REGION", "eu-central-1"});
    auto const endpoint = load(variables)->endpoint(row.service);
    EXPECT_EQ(endpoint ? *endpoint : endpoint.error().name, row.want);
  }
}

}  // namespace
}  // namespace helio::awscloud
