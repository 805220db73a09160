// Goal: what a server answered is said so that a person knows what to do.
#include "helio/server_client.hpp"

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

TEST(ServerClient, AnErrorIsReadFromWhatWasAnswered) {
  struct Row {
    char const* name;
    int status;
    char const* body;
    char const* want;
    char const* says;
  };
  Row const rows[] = {
      {"problem", 400, R"({"code":"InvalidLimit","detail":"Up to 100."})", "InvalidLimit",
       "Up to 100."},
      {"entities", 400,
       "<Error><Code>InvalidDigest</Code><Message>&quot;a&lt;b&quot; &amp; c</Message></Error>",
       "InvalidDigest", "\"a<b\" & c"},
      {"too large", 400,
       "<Error><Code>EntityTooLarge</Code><Message>Your proposed upload exceeds the maximum "
       "allowed size</Message><ProposedSize>16</ProposedSize>"
       "<MaxSizeAllowed>15000000</MaxSizeAllowed></Error>",
       "EntityTooLarge",
       "Your proposed upload exceeds the maximum allowed size, which is 15000000 bytes"},
      {"nothing known", 502, "<html>", "Http502", "The server answered with status 502."},
  };
  for (Row const& row : rows) {
    auto const error = error_of({.status = row.status, .body = row.body});
    EXPECT_EQ(error.name, row.want) << row.name;
    EXPECT_EQ(error.message, row.says) << row.name;
  }
}

}  // namespace
}  // namespace helio::cli
