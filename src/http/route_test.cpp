#include "http/route.hpp"

#include <gtest/gtest.h>

#include "http/answering.hpp"
#include "http/cors.hpp"
#include "http/host_check.hpp"
#include "http/problem.hpp"

namespace helio::http {
namespace {

Response begun(Handler& handler, std::string method, std::string path,
               std::vector<Headers::Field> const& fields = {}) {
  RequestHead head;
  head.method = std::move(method);
  head.raw_path = std::move(path);
  for (auto const& [name, value] : fields) head.headers.add(name, value);
  Begun answer = handler.begin(head);
  return std::move(std::get<Response>(answer));
}

Route echo(std::string method, std::string pattern) {
  std::string const prefix = pattern + " ";
  return {std::move(method), std::move(pattern),
          [prefix](RequestHead const&, PathParameters const& parameters) -> Begun {
            return Answering::text(200, prefix + std::string(parameters["id"]));
          }};
}

TEST(Router, Table) {
  Router router({echo("GET", "/"), echo("GET", "/results"), echo("GET", "/results/{id}"),
                 echo("DELETE", "/results/{id}"), echo("GET", "/results/newest"),
                 echo("GET", "/results/{id}/image"), echo("GET", "/files/{id+}")},
                {"", "/prod"});
  struct Row {
    char const *method, *path;
    int status;
    char const* body;
  };
  Row const rows[] = {{"GET", "/", 200, "/ "},
                      {"GET", "/results", 200, "/results "},
                      {"GET", "/results/7", 200, "/results/{id} 7"},
                      {"HEAD", "/results/7", 200, "/results/{id} 7"},
                      {"DELETE", "/prod/results/7", 200, "/results/{id} 7"},
                      {"GET", "/results/newest", 200, "/results/newest "},
                      {"GET", "/results/a%2Fb", 200, "/results/{id} a/b"},
                      {"GET", "/results/..", 200, "/results/{id} .."},
                      {"GET", "/results/7/image", 200, "/results/{id}/image 7"},
                      {"GET", "/files/a/b%20c", 200, "/files/{id+} a/b%20c"},
                      {"GET", "/prod/", 200, "/ "},
                      {"GET", "/results/", 404, nullptr},
                      {"GET", "//results", 404, nullptr},
                      {"GET", "/results/7/", 404, nullptr},
                      {"GET", "/prod/prod/results", 404, nullptr},
                      {"GET", "/Results", 404, nullptr},
                      {"GET", "*", 404, nullptr},
                      {"PUT", "/results/7", 405, nullptr},
                      {"OPTIONS", "/results/7", 204, ""}};
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.path);
    auto const got = begun(router, row.method, row.path);
    EXPECT_EQ(got.status, row.status);
    if (row.body != nullptr) {
      EXPECT_EQ(got.body, row.body);
    }
  }
  EXPECT_EQ(begun(router, "PUT", "/results/7").headers.get("Allow"), "GET, HEAD, DELETE, OPTIONS");
  EXPECT_EQ(router.pattern_of("/prod/results/7"), "/results/{id}");
  EXPECT_EQ(router.pattern_of("/nothing"), "");
}

TEST(Problem, StatusOfEachCode) {
  std::pair<Errc, int> const rows[] = {
      {Errc::invalid_argument, 400}, {Errc::not_found, 404},   {Errc::unsupported, 501},
      {Errc::too_large, 413},        {Errc::conflict, 409},    {Errc::unauthenticated, 401},
      {Errc::forbidden, 403},        {Errc::exhausted, 503},   {Errc::cancelled, 503},
      {Errc::timed_out, 504},        {Errc::unavailable, 503}, {Errc::corrupt, 500},
      {Errc::internal, 500}};
  for (auto const& [code, status] : rows) EXPECT_EQ(status_of(code), status) << to_string(code);
}

TEST(Problem, SaysWhatTheClientMaySee) {
  auto const got = problem({Errc::not_found, "NoSuchKey", "Not \xFF here.", "secret"}, "r1");
  EXPECT_EQ(got.status, 404);
  EXPECT_EQ(got.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(got.body,
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
            "\"code\":\"NoSuchKey\",\"detail\":\"Not \xEF\xBF\xBD here.\",\"request_id\":\"r1\"}");
  EXPECT_EQ(problem(503, "SlowDown", "").headers.get("Retry-After"), "1");
}

TEST(Cors, AnswersPreflightsOfNamedOrigins) {
  Router router({echo("GET", "/")});
  auto cors = cors_filter(router, {.origins = {"https://a.example"}});
  auto const allowed =
      begun(cors, "OPTIONS", "/",
            {{"Origin", "https://a.example"}, {"Access-Control-Request-Method", "GET"}});
  EXPECT_EQ(allowed.status, 204);
  EXPECT_EQ(allowed.headers.get("Access-Control-Allow-Origin"), "https://a.example");
  auto const refused =
      begun(cors, "OPTIONS", "/",
            {{"Origin", "https://b.example"}, {"Access-Control-Request-Method", "GET"}});
  EXPECT_EQ(refused.status, 403);
  EXPECT_FALSE(begun(cors, "GET", "/", {{"Origin", "https://b.example"}})
                   .headers.get("Access-Control-Allow-Origin"));
  EXPECT_TRUE(begun(cors, "GET", "/", {{"Origin", "https://a.example"}})
                  .headers.get("Access-Control-Allow-Origin"));
  EXPECT_FALSE(begun(cors, "GET", "/").headers.get("Vary"));
}

TEST(HostCheck, Table) {
  Router router({echo("GET", "/"), echo("POST", "/")});
  auto origins = origin_filter(router, {.origins = {"https://a.example"}});
  auto guard = host_filter(origins, {});
  struct Row {
    char const *method, *host, *origin;
    int status;
  };
  Row const rows[] = {{"GET", "localhost:8080", nullptr, 200},
                      {"GET", "bucket.localhost", nullptr, 200},
                      {"GET", "127.0.0.1", nullptr, 200},
                      {"GET", "[::1]:1", nullptr, 200},
                      {"GET", "LOCALHOST", nullptr, 200},
                      {"GET", "evil.example", nullptr, 421},
                      {"GET", "localhost.evil.example", nullptr, 421},
                      {"GET", "notlocalhost", nullptr, 421},
                      {"GET", "localhost", "https://evil.example", 200},
                      {"POST", "localhost:1", "http://localhost:1", 200},
                      {"POST", "localhost:1", "http://localhost:2", 403},
                      {"POST", "localhost:1", "https://evil.example", 403},
                      {"POST", "localhost:1", "null", 403},
                      {"POST", "localhost:1", "https://a.example", 200}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.host);
    std::vector<Headers::Field> fields{{"Host", row.host}};
    if (row.origin != nullptr) fields.emplace_back("Origin", row.origin);
    EXPECT_EQ(begun(guard, row.method, "/", fields).status, row.status);
  }
}

}  // namespace
}  // namespace helio::http
