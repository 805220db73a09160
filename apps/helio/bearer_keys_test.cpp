// Goal: a key's scope and its limits hold in REST.
#include "helio/bearer_keys.hpp"

#include <gtest/gtest.h>

#include "aws/memory_key_store.hpp"
#include "base/manual_clock.hpp"

namespace helio::cli {
namespace {

class BearerKeys : public testing::Test {
 protected:
  // "" where the request is let in, else the error's name.
  std::string ask(std::string const& method, std::string const& path, std::string const& field) {
    http::RequestHead head;
    head.method = method;
    head.raw_path = path;
    if (!field.empty()) head.headers.add("Authorization", field);
    auto const principal = authenticator(keys_, {"photos", "uploads/"})(head);
    return principal ? "" : principal.error().name;
  }
  std::string bearer_of(aws::Grant const& grant) {
    return "Bearer " + keys_.create("somebody", grant).value().bearer_token;
  }

  ManualClock clock_;
  SeededRandom random_{7};
  aws::MemoryKeyStore store_;
  aws::AccessKeys keys_{store_, aws::MasterKey{std::byte{1}}, clock_, random_};
};

TEST_F(BearerKeys, Table) {
  using aws::Role;
  struct Row {
    char const* name;
    aws::Grant grant;
    char const *get, *upload_url, *erase;
  };
  Row const rows[] = {
      {"an admin", {Role::admin}, "", "", ""},
      {"a viewer", {Role::viewer}, "", "AccessDenied", "AccessDenied"},
      {"an uploader", {Role::uploader}, "AccessDenied", "", "AccessDenied"},
      {"of the bucket", {Role::viewer, "photos"}, "", "AccessDenied", "AccessDenied"},
      {"of the prefix", {Role::uploader, "photos", "uploads/"}, "AccessDenied", "", "AccessDenied"},
      {"of a part",
       {Role::admin, "photos", "uploads/a/"},
       "AccessDenied",
       "AccessDenied",
       "AccessDenied"},
      {"of another prefix",
       {Role::uploader, "photos", "in/"},
       "AccessDenied",
       "AccessDenied",
       "AccessDenied"},
      {"of another bucket",
       {Role::admin, "other"},
       "AccessDenied",
       "AccessDenied",
       "AccessDenied"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const bearer = bearer_of(row.grant);
    EXPECT_EQ(ask("GET", "/results", bearer), row.get);
    EXPECT_EQ(ask("POST", "/prod/upload-url", bearer), row.upload_url);
    EXPECT_EQ(ask("DELETE", "/results/7", bearer), row.erase);
  }
}

TEST_F(BearerKeys, AnUploaderMayAskWhatIsTaken) {
  auto const bearer = bearer_of({aws::Role::uploader});
  EXPECT_EQ(ask("GET", "/server", bearer), "");
  EXPECT_EQ(ask("GET", "/results/server", bearer), "AccessDenied");
}

TEST_F(BearerKeys, KeysAreForAnAdminOfEverything) {
  auto const keeper = key_keeper(keys_);
  struct Row {
    char const* name;
    aws::Grant grant;
    char const* error;
  };
  for (Row const& row : {Row{"an admin", {aws::Role::admin}, ""},
                         Row{"of one bucket", {aws::Role::admin, "photos"}, "AccessDenied"},
                         Row{"a viewer", {aws::Role::viewer}, "AccessDenied"},
                         Row{"an uploader", {aws::Role::uploader}, "AccessDenied"}}) {
    SCOPED_TRACE(row.name);
    http::RequestHead head;
    EXPECT_EQ(keeper.admin(head).error().name, "MissingCredentials");
    head.headers.add("Authorization", bearer_of(row.grant));
    auto const admin = keeper.admin(head);
    EXPECT_EQ(admin ? "" : admin.error().name, row.error);
  }
}

TEST_F(BearerKeys, AreKept) {
  auto const keeper = key_keeper(keys_);
  auto const made = keeper.create({.name = "wall", .scope = "viewer", .bucket = "photos"});
  ASSERT_TRUE(made);
  EXPECT_EQ(ask("GET", "/results", "Bearer " + made->bearer_token), "");
  auto const all = keeper.list();
  ASSERT_EQ(all->size(), 1U);
  EXPECT_EQ(all->front().id, made->key.id);
  EXPECT_EQ(all->front().scope, "viewer");
  EXPECT_EQ(all->front().bucket, "photos");
  EXPECT_EQ(keeper.create({.name = "wall", .scope = "king"}).error().name, "InvalidArgument");
  EXPECT_EQ(keeper.create({.name = "a b", .scope = "viewer"}).error().name, "InvalidArgument");
  EXPECT_TRUE(keeper.revoke(made->key.id));
  EXPECT_EQ(keeper.revoke(made->key.id).error().name, "NoSuchAccessKey");
  EXPECT_EQ(ask("GET", "/results", "Bearer " + made->bearer_token), "InvalidCredentials");
}

TEST_F(BearerKeys, WhatIsNoKey) {
  EXPECT_EQ(ask("GET", "/results", ""), "MissingCredentials");
  EXPECT_EQ(ask("GET", "/results", "Basic abc"), "MissingCredentials");
  EXPECT_EQ(ask("GET", "/results", "Bearer abc"), "InvalidCredentials");
}

}  // namespace
}  // namespace helio::cli
