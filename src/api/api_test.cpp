// Goal: what docs/rest.md and openapi.json promise of the other resources.
#include "api/api.hpp"

#include <cctype>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/rest_in_memory.hpp"

namespace helio::api {
namespace {

using testing::HasSubstr;
using testing::Not;

class ApiTest : public testing::Test, protected RestInMemory {};

TEST_F(ApiTest, EveryRouteIsInTheDocumentAndTheOtherWayRound) {
  auto const document = parse_json(openapi_json());
  ASSERT_TRUE(document);
  std::set<std::string> written, routed;
  for (auto const& [path, operations] : (*document)["paths"].items()) {
    for (auto const& [method, operation] : operations.items()) written.insert(method + " " + path);
  }
  Parts const all = parts();
  for (auto const& route : routes(all)) {
    std::string method = route.method;
    for (char& c : method) c = static_cast<char>(std::tolower(c));
    routed.insert(method + " " + route.pattern);
  }
  EXPECT_EQ(written, routed);
  EXPECT_EQ(ask("GET", "/openapi.json").json(), *document);
}

TEST_F(ApiTest, TellsWhatTheServerTakes) {
  EXPECT_EQ(ask("GET", "/server").json(), (Json{{"version", "test"}}));
  EXPECT_EQ(ask("POST", "/prod/server").status, 405);
  EXPECT_EQ(ask("GET", "/settings").json(), (Json{{"rules", Json::array()}}));
}

TEST_F(ApiTest, RefusesBadRequestsBeforeAnyFunction) {
  struct Row {
    char const *method, *target, *body;
    int status;
    char const* code;
  };
  Row const rows[] = {
      {"POST", "/upload-url", "{", 400, "InvalidJson"},
      {"POST", "/upload-url", "[]", 400, "InvalidJson"},
      {"POST", "/upload-url", "", 400, "InvalidJson"},
      {"POST", "/upload-url", "{\"fileName\":\"\xff\"}", 400, "InvalidJson"},
      {"GET", "/results?q=%FF", "", 400, "InvalidRequest"},
      {"GET", "/results/%FF", "", 400, "InvalidRequest"},
      {"PUT", "/results", "", 405, "MethodNotAllowed"},
      {"GET", "/nothing", "", 404, "NotFound"},
      {"GET", "/executions?limit=0", "", 400, "InvalidLimit"},
      {"GET", "/executions?limit=-1", "", 400, "InvalidLimit"},
      {"GET", "/executions?limit=101", "", 400, "InvalidLimit"},
      {"GET", "/executions?limit=1.5", "", 400, "InvalidLimit"},
      {"GET", "/executions?limit=99999999999", "", 400, "InvalidLimit"},
      {"GET", "/executions?status=succeeded", "", 400, "InvalidStatus"},
      {"GET", "/executions/none", "", 404, "ExecutionDoesNotExist"},
      {"POST", "/executions/none/redrive", "", 409, "ExecutionNotRedrivable"},
      {"GET", "/logs/none", "", 404, "FunctionNotFound"},
      {"GET", "/logs/result_saver?from=yesterday", "", 400, "InvalidTimestamp"},
      {"GET", "/logs/result_saver?to=2026-02-30T00:00:00Z", "", 400, "InvalidTimestamp"},
      {"GET", "/logs/result_saver?cursor=nonsense", "", 400, "InvalidCursor"},
      {"GET", "/logs/result_saver?cursor=-1", "", 400, "InvalidCursor"},
      {"GET", "/logs/result_saver?pattern=%22", "", 400, "InvalidPattern"},
      {"GET", "/logs/result_saver?newest=1", "", 400, "InvalidNewest"},
      {"GET", "/results/none/image?variant=", "", 404, "ResultNotFound"},
      {"GET", "/results/none/image", "", 404, "ResultNotFound"},
      {"GET", "/results/none/image?variant=huge", "", 400, "InvalidVariant"},
      {"DELETE", "/results/none", "", 404, "ResultNotFound"},
      {"POST", "/replays", "{}", 400, "InvalidRequest"},
      {"POST", "/replays", R"({"from":1,"to":2})", 400, "InvalidRequest"},
      {"POST", "/replays", R"({"from":"x","to":"y"})", 400, "InvalidTimestamp"},
      {"POST", "/replays", R"({"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"})", 400,
       "InvalidRequest"},
      {"POST", "/replays",
       R"({"name":"a b","from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"})", 400,
       "InvalidRequest"},
      {"POST", "/replays",
       R"({"rules":[1],"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"})", 400,
       "InvalidRequest"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(std::string(row.method) + " " + row.target + " " + row.body);
    auto const got = ask(row.method, row.target, {}, row.body);
    EXPECT_EQ(got.status, row.status);
    EXPECT_EQ(got.code(), row.code);
  }
  EXPECT_EQ(invoked_, "");
  auto const large = ask("POST", "/upload-url", {}, std::string(70'000, ' '));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.code(), "PayloadTooLarge");
}

TEST_F(ApiTest, ShowsExecutionsReplaysAndLogs) {
  auto const list = ask("GET", "/executions?limit=5&status=RUNNING&cursor=c&unknown=1");
  EXPECT_EQ(list.status, 200);
  EXPECT_EQ(list.json()["items"][0]["execution_arn"], execution_.arn);
  EXPECT_EQ(list.json()["nextCursor"], "next");
  EXPECT_EQ(execution_query_.limit, 5);
  EXPECT_EQ(execution_query_.cursor, "c");
  EXPECT_EQ(execution_query_.name, "");
  EXPECT_EQ(ask("GET", "/executions?name=e").status, 200);
  EXPECT_EQ(execution_query_.name, "e");
  EXPECT_EQ(ask("GET", "/executions?limit=&status=&name=&cursor=").status, 200);
  EXPECT_EQ(execution_query_.status, std::nullopt);
  auto const one = ask("GET", "/executions/arn:aws:states:us-east-1:000000000000:execution:m:e");
  EXPECT_EQ(one.json()["history"][0]["type"], "ExecutionStarted");
  EXPECT_EQ(one.json()["history_truncated"], false);
  EXPECT_FALSE(one.json().contains("definition"));
  execution_.definition = {{"StartAt", "A"}};
  execution_.status = "FAILED";
  EXPECT_EQ(ask("GET", "/executions/" + execution_.arn).json()["definition"]["StartAt"], "A");
  auto const redriven = ask("POST", "/executions/" + execution_.arn + "/redrive");
  EXPECT_EQ(redriven.status, 202);
  EXPECT_EQ(redriven.json()["execution_arn"], execution_.arn);
  EXPECT_EQ(redriven_, (std::vector{execution_.arn}));

  auto const replay = ask(
      "POST", "/replays", {},
      R"({"name":"r","from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","rules":["a"]})");
  EXPECT_EQ(replay.status, 202);
  EXPECT_EQ(replay.json()["state"], "RUNNING");
  EXPECT_EQ(ask("GET", "/replays").json()["items"][0]["name"], "r");

  EXPECT_EQ(ask("GET", "/logs/result_saver").json()["count"], 0);
  logs::Batch const batch{
      "/aws/lambda/test-result_saver", "s", {{clock_.wall(), "saved"}, {clock_.wall(), "again"}}};
  EXPECT_TRUE(logs_.append({&batch, 1}));
  auto const first = ask("GET", "/logs/result_saver?limit=1").json();
  EXPECT_EQ(first["items"][0]["message"], "saved");
  auto const newest = ask("GET", "/logs/result_saver?limit=1&newest=true").json();
  EXPECT_EQ(newest["items"][0]["message"], "again");
  EXPECT_TRUE(newest["nextCursor"].is_null());
  std::string const id = first["items"][0]["id"];
  EXPECT_EQ(ask("GET", "/logs/result_saver?cursor=" + id).json()["items"], newest["items"]);
}

TEST_F(ApiTest, FollowsTheLiveFeed) {
  auto const id = feed_.publish("result", {{"image_id", "7"}});
  Api api(parts());
  http::RequestHead head;
  head.method = "GET";
  head.raw_path = "/events/stream";
  auto const open = [&] {
    auto begun = api.begin(head);
    return std::move(std::get<http::Response>(begun).feed);
  };
  auto const fresh = open();
  EXPECT_THAT(fresh->next(), Not(HasSubstr("data")));
  EXPECT_EQ(fresh->next(), "");
  int woken = 0;
  fresh->on_ready([&] { ++woken; });
  feed_.publish("result", {{"image_id", "8"}});
  EXPECT_EQ(woken, 1);
  EXPECT_THAT(fresh->next(), HasSubstr("event: result\ndata: {\"image_id\":\"8\"}\n\n"));

  head.headers.add("Last-Event-ID", std::to_string(id));
  auto const resumed = open()->next();
  EXPECT_THAT(resumed, HasSubstr("\"8\""));
  EXPECT_THAT(resumed, Not(HasSubstr("\"7\"")));
  EXPECT_THAT(resumed, Not(HasSubstr("missed")));

  head.headers.set("Last-Event-ID", "no number");
  auto const lost = open();
  EXPECT_THAT(lost->next(), HasSubstr("event: missed"));
  EXPECT_THAT(lost->next(), Not(HasSubstr("missed")));

  head.headers.set("Last-Event-ID", "");
  EXPECT_THAT(open()->next(), Not(HasSubstr("missed")));
}

TEST_F(ApiTest, AsksStrangersWhoTheyAre) {
  authenticate_ = [](http::RequestHead const& head) -> Result<Principal> {
    if (head.headers.get("Authorization") == "Bearer good") return Principal{"me"};
    return fail(Errc::unauthenticated, "MissingCredentials", "Send a key.");
  };
  auto const refused = ask("GET", "/results");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.code(), "MissingCredentials");
  EXPECT_EQ(refused.field("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(ask("GET", "/prod/metrics").status, 401);
  EXPECT_EQ(ask("GET", "/nothing").status, 401);
  EXPECT_EQ(ask("GET", "/results", "Authorization: Bearer good\r\n").status, 200);
  for (auto const* const open : {"/livez", "/readyz", "/prod/livez", "/openapi.json"}) {
    EXPECT_EQ(ask("GET", open).status, 200) << open;
  }
}

TEST_F(ApiTest, TellsItsHealth) {
  EXPECT_EQ(ask("GET", "/readyz").json()["status"], "ready");
  not_ready_ = {"the models are loading"};
  auto const waiting = ask("GET", "/readyz");
  EXPECT_EQ(waiting.status, 503);
  EXPECT_EQ(waiting.json()["waiting_for"][0], "the models are loading");
  EXPECT_EQ(ask("GET", "/livez").status, 200);
  metrics_.add_gauge("helio_test", "A test", {{"a", "b"}}, [] { return 7.0; });
  metrics_.observe({.method = "BREW", .status = 200, .bytes_sent = 5}, "/results");
  auto const metrics = ask("GET", "/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("helio_test{a=\"b\"} 7"));
  EXPECT_THAT(metrics, HasSubstr("method=\"other\",resource=\"/results\",status=\"200\"} 1"));
}

TEST_F(ApiTest, CompressesWhatIsWorthIt) {
  function_answer_ = Json{{"statusCode", 200}, {"body", std::string(5'000, ' ')}};
  auto const got = ask("GET", "/results", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(got.field("Content-Encoding"), "gzip");
  EXPECT_LT(got.body.size(), 1'000U);
  add_picture("7");
  EXPECT_EQ(ask("GET", "/results/7/image", "Accept-Encoding: gzip\r\n").field("Content-Encoding"),
            "");
}

}  // namespace
}  // namespace helio::api
