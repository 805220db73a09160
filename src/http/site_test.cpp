// Goal: the page's files reach a browser whole, cached as they may be, and nothing else of the
// server's addresses changes.
#include "http/site.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/answering.hpp"
#include "http/gzip.hpp"

namespace helio::http {
namespace {

using testing::HasSubstr;

class SiteTest : public testing::Test {
 protected:
  Response ask(std::string method, std::string path,
               std::vector<Headers::Field> const& fields = {}) {
    RequestHead head;
    head.method = std::move(method);
    head.raw_path = std::move(path);
    for (auto const& [name, value] : fields) head.headers.add(name, value);
    Begun answer = site_.begin(head);
    return std::move(std::get<Response>(answer));
  }

  const std::string html_ = "<!doctype html><title>Heliograph</title>";
  const std::string html_gzip_ = gzip(html_);
  std::array<SiteFile, 3> files_{
      {{.name = "index.html", .bytes = html_gzip_, .etag = "i1", .gzipped = true},
       {.name = "assets/a-1.js", .bytes = "run()", .etag = "a1", .hashed = true},
       {.name = "icon.svg", .bytes = "<svg/>", .etag = "s1"}}};
  Beginning elsewhere_{[](RequestHead const&) { return Answering::text(200, "elsewhere"); }};
  Site site_{files_, elsewhere_, {.connect_origins = {"https://photos.example.org"}}};
};

TEST_F(SiteTest, WhoAnswersWhat) {
  struct Row {
    char const *method, *path;
    int status;
    std::string body;
  };
  Row const rows[] = {{"GET", "/app/", 200, html_},
                      {"HEAD", "/app/", 200, html_},
                      {"GET", "/app", 302, ""},
                      {"GET", "/app/images/7", 200, html_},
                      {"GET", "/app/executions/arn%3Aaws%3Astates%2F1.js", 200, html_},
                      {"GET", "/app/assets/a-1.js", 200, "run()"},
                      {"GET", "/app/icon.svg", 200, "<svg/>"},
                      {"GET", "/results", 200, "elsewhere"},
                      {"GET", "/apple", 200, "elsewhere"},
                      {"GET", "/", 200, "elsewhere"},
                      {"POST", "/", 200, "elsewhere"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.path);
    auto const got = ask(row.method, row.path);
    EXPECT_EQ(got.status, row.status);
    EXPECT_EQ(got.body, row.body);
  }
  for (auto const* const path : {"/app/assets/a-0.js", "/app/assets/", "/app/old.css"}) {
    EXPECT_EQ(ask("GET", path).status, 404) << path;
  }
  EXPECT_EQ(ask("POST", "/app/").status, 405);
  EXPECT_EQ(ask("DELETE", "/app/assets/a-1.js").headers.get("Allow"), "GET, HEAD");
}

TEST_F(SiteTest, ABrowserAtTheRootIsSentToThePage) {
  auto const got = ask("GET", "/", {{"Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}});
  EXPECT_EQ(got.status, 302);
  EXPECT_EQ(got.headers.get("Location"), "/app/");
  EXPECT_EQ(ask("GET", "/", {{"Accept", "*/*"}}).body, "elsewhere");
  EXPECT_EQ(ask("POST", "/", {{"Accept", "text/html"}}).body, "elsewhere");
}

TEST_F(SiteTest, ContentTypesCachingAndCompression) {
  auto const page = ask("GET", "/app/", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache");
  EXPECT_EQ(page.headers.get("ETag"), "W/\"i1\"");
  EXPECT_EQ(page.body, html_gzip_);
  auto const script = ask("GET", "/app/assets/a-1.js", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(script.headers.get("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.get("Content-Encoding"), std::nullopt);
  EXPECT_THAT(std::string(*script.headers.get("Cache-Control")), HasSubstr("immutable"));
  EXPECT_EQ(ask("GET", "/app/find", {{"If-None-Match", "W/\"i1\""}}).status, 304);
  EXPECT_EQ(ask("GET", "/app/find", {{"If-None-Match", "\"i0\""}}).status, 200);
}

TEST_F(SiteTest, NothingForeignIsLoaded) {
  auto const page = ask("GET", "/app/");
  auto const policy = std::string(page.headers.get("Content-Security-Policy").value_or(""));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'self' https://photos.example.org"));
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.headers.get("X-Content-Type-Options"), "nosniff");
}

TEST(SiteWithoutFiles, SaysSo) {
  Beginning elsewhere([](RequestHead const&) { return Response{}; });
  Site site({}, elsewhere);
  RequestHead head;
  head.method = "GET";
  head.raw_path = "/app/";
  auto const answer = site.begin(head);
  EXPECT_EQ(std::get<Response>(answer).status, 404);
  EXPECT_THAT(std::get<Response>(answer).body, HasSubstr("HELIO_WEB=ON"));
}

}  // namespace
}  // namespace helio::http
