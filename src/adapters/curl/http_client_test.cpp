// Goal: an exchange gives status, headers and body, and ends by itself whatever the other side
// does.
#include "adapters/curl/http_client.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "adapters/curl/canned_server.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"

namespace helio::curl {
namespace {

constexpr char const* kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One:  a b \r\n\r\nhi";

TEST(HttpClient, SendsAndReceives) {
  CannedServer server({kOk});
  HttpClient client;
  auto const got = client.send(
      {.method = "POST", .url = server.url("/x?y=1"), .headers = {{"X-Two", "2"}}, .body = "body"});
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "hi");
  EXPECT_EQ(got->header("x-one"), "a b");
  EXPECT_FALSE(got->header("x-three"));
  auto const& request = server.requests().at(0);
  EXPECT_TRUE(request.starts_with("POST /x?y=1 HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("X-Two: 2\r\n"), std::string::npos);
  EXPECT_TRUE(request.ends_with("\r\n\r\nbody"));
}

TEST(HttpClient, SendsAFileAndTellsHowFar) {
  ScratchFolder const folder;
  ASSERT_TRUE(write_file(folder.path() / "f", bytes_of("0123456789")));
  CannedServer server({kOk});
  std::uint64_t told = 0;
  auto const got = HttpClient().send({.method = "PUT",
                                      .url = server.url("/"),
                                      .body_file = folder.path() / "f",
                                      .on_progress = [&](std::uint64_t sent) {
                                        told = sent;
                                        return true;
                                      }});
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(told, 10U);
  EXPECT_TRUE(server.requests().at(0).ends_with("\r\n\r\n0123456789"));
}

TEST(HttpClient, IsGivenUpWhileNothingComes) {
  CannedServer server({""});
  std::atomic<bool> const cancelled = true;
  auto const got = HttpClient().send({.url = server.url("/"), .cancelled = &cancelled});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().name, "Cancelled");
}

TEST(HttpClient, GoesPastAProxyWhereItIsTold) {
  CannedServer server({kOk});
  ASSERT_EQ(setenv("http_proxy", "http://127.0.0.1:1", 1), 0);
  HttpClient client;
  auto const refused = client.send({.url = server.url("/")});
  auto const got = client.send({.url = server.url("/"), .direct = true});
  ASSERT_EQ(unsetenv("http_proxy"), 0);
  EXPECT_FALSE(refused);
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->body, "hi");
}

// A file that is not there is told as such, before the other side has said anything.
TEST(HttpClient, TrustsTheCertificatesThatTheEnvironmentNames) {
  CannedServer server({kOk});
  std::string const url = "https" + server.url("/").substr(4);
  ASSERT_EQ(setenv("SSL_CERT_FILE", "/nowhere/certificates.pem", 1), 0);
  auto const refused = HttpClient().send({.url = url});
  ASSERT_EQ(unsetenv("SSL_CERT_FILE"), 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().name, "ConnectionFailed");
  EXPECT_NE(refused.error().message.find("CA cert"), std::string::npos) << refused.error().message;
}

TEST(CheckUrl, Table) {
  for (auto const* good : {"http://a", "https://u:p@a.example:8443/x?y=1", "http://[::1]:80/"}) {
    EXPECT_TRUE(check_url(good)) << good;
  }
  for (auto const* bad : {"", "a.example", "ftp://a", "http://", "https://:80/x", "http://a b/",
                          "http://a:port/", "http://a:99999/"}) {
    EXPECT_FALSE(check_url(bad)) << bad;
  }
  auto const told = check_url("http://user:secret@a b/?key=secret");
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().message.find("secret"), std::string::npos) << told.error().message;
}

TEST(HttpClient, FailuresTable) {
  struct Row {
    char const* name;
    char const* answer;
    HttpRequest request;
    char const* error;
  };
  Row const rows[] = {
      {"more than the bound", kOk, {.response_bytes_max = 1}, "ResponseTooLarge"},
      {"never answers", "", {.timeout = std::chrono::milliseconds(50)}, "RequestTimeout"},
      {"no HTTP", "garbage\r\n\r\n", {}, "ConnectionFailed"},
      {"cut short", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", {}, "ConnectionFailed"},
      {"given up", kOk, {.on_progress = [](std::uint64_t) { return false; }}, "Cancelled"},
  };
  for (auto const& row : rows) {
    SCOPED_TRACE(row.name);
    CannedServer const server({row.answer});
    auto request = row.request;
    request.url = server.url("/path?secret=1");
    auto const got = HttpClient().send(request);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().name, row.error);
    EXPECT_EQ(got.error().message.find("secret"), std::string::npos);
  }
}

TEST(HttpClient, NamesWhatCannotBeReachedWithoutItsSecrets) {
  struct Row {
    char const* url;
    char const* error;
    char const* says;
  };
  Row const rows[] = {{"ftp://127.0.0.1/x", "InvalidUrl", "ftp://127.0.0.1/x is no"},
                      {"http://me:pw@127.0.0.1:1/x?k=v", "ConnectionFailed",
                       "http://127.0.0.1:1/x cannot be reached"}};
  for (auto const& row : rows) {
    auto const got = HttpClient().send({.url = row.url});
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().name, row.error);
    EXPECT_TRUE(got.error().message.starts_with(row.says)) << got.error().message;
  }
  auto const missing = HttpClient().send({.url = "http://127.0.0.1:1", .body_file = "/no/such"});
  EXPECT_EQ(missing.error().name, "NoSuchFile");
}

}  // namespace
}  // namespace helio::curl
