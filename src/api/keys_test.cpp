// Goal: keys are an admin's alone, their secrets are told once, and rules are switched by name.
#include "api/keys.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/rest_in_memory.hpp"

namespace helio::api {
namespace {

constexpr char const* kAdmin = "Authorization: Bearer admin\r\n";

class KeysTest : public testing::Test, protected RestInMemory {};

TEST_F(KeysTest, AreForAnAdminEvenWhereEverybodyIsLetIn) {
  ASSERT_EQ(ask("GET", "/results").status, 200);
  struct Row {
    char const *method, *target, *body;
  };
  for (Row const& row :
       {Row{"GET", "/keys", ""}, Row{"POST", "/keys", R"({"name":"n","scope":"viewer"})"},
        Row{"DELETE", "/keys/HELIO1", ""}}) {
    SCOPED_TRACE(row.method);
    for (auto const* const fields : {"", "Authorization: Bearer other\r\n"}) {
      auto const refused = ask(row.method, row.target, fields, row.body);
      EXPECT_EQ(refused.status, 401);
      EXPECT_EQ(refused.code(), "MissingCredentials");
    }
  }
  EXPECT_TRUE(keys_.empty());
}

TEST_F(KeysTest, AreMadeListedAndRevoked) {
  auto const made =
      ask("POST", "/keys", kAdmin, R"({"name":"wall","scope":"viewer","bucket":"photos"})");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.field("Cache-Control"), "no-store");
  auto json = made.json();
  EXPECT_EQ(json["bearer_token"], "token");
  EXPECT_EQ(json["secret_access_key"], "secret");
  json.erase("bearer_token");
  json.erase("secret_access_key");
  auto const list = ask("GET", "/prod/keys", kAdmin).json();
  EXPECT_EQ(list["count"], 1);
  EXPECT_EQ(list["items"][0], json);
  EXPECT_EQ(json["bucket"], "photos");
  EXPECT_EQ(ask("DELETE", "/keys/HELIO1", kAdmin).status, 204);
  EXPECT_EQ(ask("DELETE", "/keys/HELIO1", kAdmin).code(), "NoSuchAccessKey");
  EXPECT_EQ(ask("GET", "/keys", kAdmin).json()["count"], 0);
}

TEST_F(KeysTest, RefuseWhatIsNoWish) {
  struct Row {
    char const *body, *code;
  };
  for (Row const& row : {Row{"{", "InvalidJson"}, Row{"{}", "InvalidRequest"},
                         Row{R"({"name":"n"})", "InvalidRequest"},
                         Row{R"({"name":1,"scope":"viewer"})", "InvalidRequest"},
                         Row{R"({"name":"n","scope":"viewer","prefix":7})", "InvalidRequest"},
                         Row{R"({"name":"n","scope":"king"})", "InvalidArgument"}}) {
    SCOPED_TRACE(row.body);
    auto const refused = ask("POST", "/keys", kAdmin, row.body);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), row.code);
  }
}

TEST_F(KeysTest, RulesAreSwitched) {
  auto const off = ask("POST", "/rules/image-uploads/disable");
  EXPECT_EQ(off.status, 200);
  EXPECT_EQ(off.json(), (Json{{"name", "image-uploads"}, {"bus", "default"}, {"enabled", false}}));
  EXPECT_EQ(ask("POST", "/rules/a/enable?bus=other").json()["enabled"], true);
  EXPECT_EQ(switched_, (std::vector<std::string>{"default/image-uploads off", "other/a on"}));
  EXPECT_EQ(ask("POST", "/rules/none/enable").code(), "ResourceNotFoundException");
}

TEST_F(KeysTest, AnExecutionIsRepeatedWhenItHasEnded) {
  auto const target = "/executions/" + execution_.arn + "/repeat";
  EXPECT_EQ(ask("POST", target).code(), "ExecutionUnderWay");
  execution_.status = "SUCCEEDED";
  auto const begun = ask("POST", target);
  EXPECT_EQ(begun.status, 202);
  EXPECT_EQ(begun.json()["execution_arn"], execution_.arn + "2");
  EXPECT_EQ(begun.json()["repeats"], execution_.arn);
  EXPECT_EQ(repeated_, (std::vector{execution_.arn}));
  EXPECT_EQ(ask("POST", "/executions/none/repeat").code(), "ExecutionDoesNotExist");
}

}  // namespace
}  // namespace helio::api
