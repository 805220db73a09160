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

TEST_F(BearerKeys, WhatIsNoKey) {
  EXPECT_EQ(ask("GET", "/results", ""), "MissingCredentials");
  EXPECT_EQ(ask("GET", "/results", "Basic abc"), "MissingCredentials");
  EXPECT_EQ(ask("GET", "/results", "Bearer abc"), "InvalidCredentials");
}

}  // namespace
}  // namespace helio::cli
