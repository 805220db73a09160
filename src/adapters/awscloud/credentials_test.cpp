// Goal: credentials are found in the SDKs' order, renewed in time, and what is wrong is said.
#include "adapters/awscloud/credentials.hpp"

#include <gtest/gtest.h>

#include "adapters/awscloud/scripted_cloud.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"
#include "base/timestamp.hpp"

namespace helio::awscloud {
namespace {

// A role's answer, good for `hours` of the clock.
curl::HttpResponse role_of(std::string const& id, ManualClock const& clock, int hours) {
  return answer(200,
                Json{{"AccessKeyId", id},
                     {"SecretAccessKey", "s"},
                     {"Token", "t"},
                     {"Expiration", to_rfc3339_seconds(clock.wall() + std::chrono::hours(hours))}}
                    .dump());
}

constexpr char const* kRole =
    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ROLE</AccessKeyId>"
    "<SecretAccessKey>s</SecretAccessKey><SessionToken>a+b=</SessionToken>"
    "<Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
    "</AssumeRoleResponse>";

class CredentialsTest : public testing::Test {
 protected:
  std::string id_of(Variables variables) {
    auto const found = load(std::move(variables));
    return found ? found->access_key_id : found.error().name;
  }
  Result<Credentials> load(Variables variables) {
    variables.insert({{"AWS_CONFIG_FILE", (folder_.path() / "config").string()},
                      {"AWS_SHARED_CREDENTIALS_FILE", (folder_.path() / "credentials").string()}});
    auto const settings = Settings::load(environment_of(std::move(variables))).value();
    return CredentialChain(credential_sources(settings, cloud_.transport(), cloud_.clock),
                           cloud_.clock)
        .get();
  }
  void write(char const* name, std::string_view text) {
    ASSERT_TRUE(write_file(folder_.path() / name, bytes_of(text)));
  }

  ScriptedCloud cloud_;
  ScratchFolder folder_;
};

TEST_F(CredentialsTest, TheOrder) {
  write("credentials", "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n");
  Variables variables = {{"AWS_ACCESS_KEY_ID", "ENV"},
                         {"AWS_SECRET_ACCESS_KEY", "s"},
                         {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/role"}};
  EXPECT_EQ(id_of(variables), "ENV");
  variables.erase("AWS_ACCESS_KEY_ID");
  EXPECT_EQ(id_of(variables), "InvalidCredentials");
  variables.erase("AWS_SECRET_ACCESS_KEY");
  EXPECT_EQ(id_of(variables), "FILE");
  EXPECT_TRUE(cloud_.requests.empty());
  write("credentials", "");
  cloud_.then(role_of("CONTAINER", cloud_.clock, 6));
  EXPECT_EQ(id_of(variables), "CONTAINER");
  EXPECT_EQ(cloud_.requests.at(0).url, "http://169.254.170.2/role");
}

TEST_F(CredentialsTest, TheMachinesMetadata) {
  cloud_.then(200, "TOKEN");
  cloud_.then(200, "my-role\nanother");
  cloud_.then(role_of("MACHINE", cloud_.clock, 6));
  auto const found = load({});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->access_key_id, "MACHINE");
  EXPECT_EQ(found->session_token, "t");
  ASSERT_EQ(cloud_.requests.size(), 3U);
  EXPECT_EQ(cloud_.requests[0].method, "PUT");
  EXPECT_EQ(cloud_.requests[0].url, "http://169.254.169.254/latest/api/token");
  EXPECT_EQ(cloud_.requests[2].url,
            "http://169.254.169.254/latest/meta-data/iam/security-credentials/my-role");
  EXPECT_EQ(ScriptedCloud::header(cloud_.requests[2], "x-aws-ec2-metadata-token"), "TOKEN");
}

TEST_F(CredentialsTest, WhatIsNowhereOrWrongIsSaid) {
  struct Row {
    char const* name;
    Variables variables;
    std::vector<Result<curl::HttpResponse>> answers;
    char const* want;
  };
  auto const refused = fail(Errc::unavailable, "ConnectionFailed", "No.");
  auto const late = fail(Errc::timed_out, "RequestTimeout", "Late.");
  Variables const container = {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/x"}};
  Row const rows[] = {
      {"no machine of AWS's", {}, {refused}, "NoCredentials"},
      {"IMDS without version 2", {}, {answer(404)}, "NoCredentials"},
      {"a machine without a role", {}, {answer(200, "T"), answer(404)}, "NoCredentials"},
      {"a token that is none", {}, {answer(200, "a\r\nb: c")}, "InvalidCredentials"},
      {"metadata ends", {}, {answer(200, "T"), refused}, "ConnectionFailed"},
      {"metadata late for once",
       {},
       {late, answer(503), answer(200, "T"), late, answer(200, "r"), role_of("A", cloud_.clock, 6)},
       "A"},
      {"metadata late for good", {}, {late, late, late}, "RequestTimeout"},
      {"metadata failing", {}, {answer(500), answer(500), answer(500)}, "InvalidCredentials"},
      {"no role for now", {}, {answer(200, "T"), late, late, late}, "RequestTimeout"},
      {"switched off", {{"AWS_EC2_METADATA_DISABLED", "true"}}, {}, "NoCredentials"},
      {"container refuses", container, {answer(500)}, "InvalidCredentials"},
      {"no JSON", container, {answer(200, "<html>")}, "InvalidCredentials"},
      {"half of it", container, {answer(200, R"({"AccessKeyId":"a"})")}, "InvalidCredentials"},
      {"no time",
       container,
       {answer(200, R"({"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"soon"})")},
       "InvalidCredentials"},
      {"over already", container, {role_of("A", cloud_.clock, -1)}, "ExpiredToken"},
      {"elsewhere in the clear",
       {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1.example.org/x"}},
       {},
       "InvalidCredentials"},
      {"a token with a line break",
       {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "https://a/x"},
        {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nb"}},
       {},
       "InvalidCredentials"},
      {"a token's file that is not there",
       {{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "https://a/x"},
        {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/nonexistent"}},
       {},
       "NoSuchFile"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    for (auto const& one : row.answers) cloud_.then(one);
    EXPECT_EQ(id_of(row.variables), row.want);
  }
}

TEST_F(CredentialsTest, AProfilesRoleIsAskedOfSts) {
  write("credentials", "[base]\naws_access_key_id = BASE\naws_secret_access_key = s\n");
  write("config",
        "[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/x y\n"
        "source_profile = base\nexternal_id = e\n"
        "aws_access_key_id = IGNORED\naws_secret_access_key = s\n");
  cloud_.then(200, kRole);
  auto const found = load({});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->access_key_id, "ROLE");
  EXPECT_EQ(found->session_token, "a+b=");
  EXPECT_EQ(found->expires_at, parse_rfc3339("2030-01-01T00:00:00Z").value());
  ASSERT_EQ(cloud_.requests.size(), 1U);
  auto const& request = cloud_.requests[0];
  EXPECT_EQ(request.url, "https://sts.eu-west-1.amazonaws.com/");
  EXPECT_EQ(request.body,
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx%20y&"
            "RoleSessionName=heliograph&DurationSeconds=3600&ExternalId=e");
  EXPECT_NE(ScriptedCloud::header(request, "authorization").find("Credential=BASE/"),
            std::string::npos);
}

TEST_F(CredentialsTest, ProfilesAndTheirSources) {
  struct Row {
    char const* name;
    std::string config;
    std::vector<Result<curl::HttpResponse>> answers;
    char const* want;
  };
  constexpr char const* kKeys = "aws_access_key_id = K\naws_secret_access_key = s\n";
  auto const with = [](std::string const& text) { return "region = r-1\nrole_arn = a\n" + text; };
  std::string const own = "[default]\n" + with("source_profile = default\n") + kKeys;
  std::string const chain = "[default]\n" + with("source_profile = b\n") + "[profile b]\n" +
                            with("source_profile = c\n") + "[profile c]\n" + kKeys;
  std::string const circle = "[default]\n" + with("source_profile = b\n") + "[profile b]\n" +
                             with("source_profile = default\n");
  std::string const machine = "[default]\n" + with("credential_source = Ec2InstanceMetadata\n");
  std::string const nowhere = "[default]\n" + with("credential_source = Environment\n");
  std::string const both =
      "[default]\n" + with("credential_source = Environment\nsource_profile = b\n");
  std::string const none = "[default]\n" + with("");
  std::string const mfa = "[default]\n" + with("source_profile = b\nmfa_serial = m\n");
  auto const role = answer(200, kRole);
  auto const denied = answer(403, "<Error><Code>AccessDenied</Code></Error>");
  Row const rows[] = {
      {"its own keys", own, {role}, "ROLE"},
      {"a role's role", chain, {role, role}, "ROLE"},
      {"a circle", circle, {}, "InvalidCredentials"},
      {"the machine's role",
       machine,
       {answer(200, "T"), answer(200, "r"), role_of("M", cloud_.clock, 6), role},
       "ROLE"},
      {"nothing in the environment", nowhere, {}, "NoCredentials"},
      {"two sources", both, {}, "InvalidCredentials"},
      {"no source", none, {}, "InvalidCredentials"},
      {"a source without keys",
       "[default]\nregion = r-1\nrole_arn = a\nsource_profile = x\n",
       {},
       "NoCredentials"},
      {"refused", own, {denied}, "AccessDenied"},
      {"no answer", own, {answer(200, "<html>")}, "InvalidResponse"},
      {"a second factor", mfa, {}, "UnsupportedProfile"},
      {"single sign-on", "[default]\nsso_session = s\n", {}, "UnsupportedProfile"},
      {"a program", "[default]\ncredential_process = p\n", {}, "UnsupportedProfile"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    write("config", row.config);
    auto const before = cloud_.requests.size();
    for (auto const& one : row.answers) cloud_.then(one);
    EXPECT_EQ(id_of({}), row.want);
    EXPECT_EQ(cloud_.requests.size() - before, row.answers.size());
  }
}

TEST_F(CredentialsTest, TheContainersToken) {
  write("token", "from-file\n");
  cloud_.then(role_of("A", cloud_.clock, 6));
  EXPECT_EQ(
      id_of({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://[fd00:ec2::23]/v1"},
             {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "plain"},
             {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", (folder_.path() / "token").string()}}),
      "A");
  EXPECT_EQ(ScriptedCloud::header(cloud_.requests.at(0), "Authorization"), "from-file");
}

class Renewal : public testing::Test {
 protected:
  std::string id() {
    auto const found = chain_.get();
    return found ? found->access_key_id : found.error().name;
  }

  ManualClock clock_;
  int fetched_ = 0;
  Result<std::optional<Credentials>> next_ =
      Credentials{"A", "s", "t", clock_.wall() + std::chrono::hours(1)};
  CredentialChain chain_{{[this] {
                           ++fetched_;
                           return next_;
                         }},
                         clock_};
};

TEST_F(Renewal, HappensBeforeTheEnd) {
  EXPECT_EQ(id(), "A");
  EXPECT_EQ(id(), "A");
  EXPECT_EQ(fetched_, 1);
  clock_.advance(std::chrono::minutes(54));
  EXPECT_EQ(id(), "A");
  EXPECT_EQ(fetched_, 1);
  next_ = Credentials{"B", "s", "t", clock_.wall() + std::chrono::hours(1)};
  clock_.advance(std::chrono::minutes(2));
  EXPECT_EQ(id(), "B");
  EXPECT_EQ(fetched_, 2);
}

TEST_F(Renewal, ThatFailsLeavesWhatThereIs) {
  EXPECT_EQ(id(), "A");
  next_ = fail(Errc::unavailable, "ConnectionFailed", "No.");
  clock_.advance(std::chrono::minutes(56));
  EXPECT_EQ(id(), "A");
  clock_.advance(std::chrono::minutes(5));
  EXPECT_EQ(id(), "ConnectionFailed");
  next_ = Credentials{"B", "s"};
  EXPECT_EQ(id(), "B");
}

// A source that is down must not hold up every call; neither must one that has no others yet.
TEST_F(Renewal, IsTriedAgainAfterAPause) {
  EXPECT_EQ(id(), "A");
  next_ = fail(Errc::unavailable, "ConnectionFailed", "No.");
  clock_.advance(std::chrono::minutes(56));
  EXPECT_EQ(id(), "A");
  EXPECT_EQ(id(), "A");
  EXPECT_EQ(fetched_, 2);
  next_ = Credentials{"B", "s", "t", clock_.wall() + std::chrono::minutes(4)};
  clock_.advance(kRenewalPause);
  EXPECT_EQ(id(), "B");
  EXPECT_EQ(id(), "B");
  EXPECT_EQ(fetched_, 3);
}

TEST_F(Renewal, IsForcedOnceByWhoeverSawThemRefused) {
  EXPECT_EQ(id(), "A");
  next_ = Credentials{"B", "s"};
  chain_.forget("A");
  EXPECT_EQ(id(), "B");
  chain_.forget("A");
  EXPECT_EQ(id(), "B");
  EXPECT_EQ(fetched_, 2);
}

}  // namespace
}  // namespace helio::awscloud
