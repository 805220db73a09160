// Goal: an HTTP task sends what its parameters say, with its connection's secret, and tells answers
// and failures as Step Functions does.
#include "adapters/curl/http_invoke.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/curl/canned_server.hpp"

namespace helio::curl {
namespace {

constexpr char const* kConnection = "arn:aws:events:us-east-1:000000000000:connection/cats/4f";

std::string answer(std::string const& status, std::string const& type, std::string const& body) {
  return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Json parameters(std::string const& url, Json more = Json::object()) {
  Json json = {{"ApiEndpoint", url},
               {"Method", "POST"},
               {"Authentication", {{"ConnectionArn", kConnection}}}};
  json.update(more);
  return json;
}

Result<Json> call(Json const& json, std::int64_t timeout_s = 30) {
  HttpClient client;
  HttpInvoke invoke(
      client, "us-east-1",
      {{"cats", {.headers = {{"X-Key", "secret"}}}}, {"ann", basic_connection("ann", "pass")}});
  return invoke.call(json, {.timeout_s = timeout_s});
}

TEST(HttpInvoke, SendsAndAnswers) {
  CannedServer server({answer("201 Created", "application/json; charset=utf-8", R"({"id": 7})")});
  auto const got = call(parameters(
      server.url("/cats"), {{"Headers", {{"X-Key", "mine"}, {"X-Two", Json::array({"a", "b"})}}},
                            {"QueryParameters", {{"q", "a b"}, {"n", Json::array({1, 2})}}},
                            {"RequestBody", {{"name", "Tom"}}}}));
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ((*got)["StatusCode"], 201);
  EXPECT_EQ((*got)["StatusText"], "Created");
  EXPECT_EQ((*got)["ResponseBody"], (Json{{"id", 7}}));
  EXPECT_EQ((*got)["Headers"]["content-length"], Json::array({"9"}));
  auto const& request = server.requests().at(0);
  EXPECT_TRUE(request.starts_with("POST /cats?q=a%20b&n=1&n=2 HTTP/1.1\r\n")) << request;
  for (char const* part : {"X-Key: secret\r\n", "X-Two: a, b\r\n",
                           "Content-Type: application/json\r\n", "\r\n\r\n{\"name\":\"Tom\"}"}) {
    EXPECT_NE(request.find(part), std::string::npos) << part << " in " << request;
  }
  EXPECT_EQ(request.find("mine"), std::string::npos);
}

TEST(HttpInvoke, ABodyThatIsNoJsonIsText) {
  CannedServer server({answer("200 OK", "application/json", "{"), answer("200 OK", "text/a", "hi"),
                       answer("200 OK", "text/a", "\xff")});
  EXPECT_EQ(call(parameters(server.url("/"))).value()["ResponseBody"], "{");
  EXPECT_EQ(call(parameters(server.url("/"))).value()["ResponseBody"], "hi");
  EXPECT_EQ(call(parameters(server.url("/"))).error().name, "States.Runtime");
}

TEST(HttpInvoke, BasicConnection) {
  CannedServer server({answer("200 OK", "text/plain", "")});
  Json json = parameters(server.url("/"));
  json.erase("Authentication");
  json["InvocationConfig"] = {{"ConnectionArn", "arn:aws:events:eu-west-1:1:connection/ann"}};
  EXPECT_TRUE(call(json));
  EXPECT_NE(server.requests().at(0).find("Authorization: Basic YW5uOnBhc3M=\r\n"),
            std::string::npos);
}

TEST(HttpInvoke, FailuresTable) {
  struct Row {
    std::string answer;
    char const* error;
    char const* cause;
  };
  Row const rows[] = {
      {answer("404 Not Found", "text/plain", "no such cat"), "States.Http.StatusCode.404",
       "no such cat"},
      {answer("503 Busy", "text/plain", ""), "States.Http.StatusCode.503", "503 Busy"},
      {answer("302 Found", "text/plain", ""), "States.Http.StatusCode.302", "302 Found"},
      {answer("200 OK", "text/plain", std::string(kHttpTaskBytesMax + 1, 'x')),
       "States.DataLimitExceeded", "more than 262144 bytes"},
      {"", "States.Http.Socket", "did not answer in time"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.error);
    CannedServer server({row.answer});
    auto const got = call(parameters(server.url("/x")), 1);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().name, row.error);
    EXPECT_NE(got.error().message.find(row.cause), std::string::npos) << got.error().message;
  }
  EXPECT_EQ(call(parameters("http://127.0.0.1:1/")).error().name, "States.Http.Socket");
}

TEST(HttpInvoke, NeedsAKnownConnection) {
  Json json = parameters("http://127.0.0.1:1/");
  json["Authentication"]["ConnectionArn"] = "arn:aws:events:us-east-1:1:connection/dogs/1";
  EXPECT_EQ(call(json).error().name, "Events.ConnectionResource.NotFound");
  json.erase("Authentication");
  EXPECT_EQ(call(json).error().name, "States.Runtime");
}

TEST(HttpTaskRequest, BodiesTable) {
  struct Row {
    char const* parameters;
    char const* body;
    char const* type;
  };
  Row const rows[] = {
      {R"({"RequestBody": [1, "a"]})", R"([1,"a"])", "application/json"},
      {R"({"RequestBody": "a"})", R"("a")", "application/json"},
      {R"({"RequestBody": "a", "Headers": {"content-type": "text/plain"}})", "a", "text/plain"},
      {R"({"RequestBody": {"a": [1, 2], "b": {"c": "x y"}},
           "Transform": {"RequestBodyEncoding": "URL_ENCODED"}})",
       "a%5B0%5D=1&a%5B1%5D=2&b%5Bc%5D=x%20y", "application/x-www-form-urlencoded"},
      {R"({"RequestBody": {"a": [1, 2]}, "Transform": {"RequestBodyEncoding": "URL_ENCODED",
           "RequestEncodingOptions": {"ArrayFormat": "REPEAT"}}})",
       "a=1&a=2", "application/x-www-form-urlencoded"},
      {R"({"RequestBody": {"a": [1, 2]}, "Transform": {"RequestBodyEncoding": "URL_ENCODED",
           "RequestEncodingOptions": {"ArrayFormat": "COMMAS"}}})",
       "a=1%2C2", "application/x-www-form-urlencoded"},
      {R"({"RequestBody": {"a": [1]}, "Transform": {"RequestBodyEncoding": "URL_ENCODED",
           "RequestEncodingOptions": {"ArrayFormat": "BRACKETS"}}})",
       "a%5B%5D=1", "application/x-www-form-urlencoded"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.parameters);
    auto const request = http_task_request(parameters("http://a/", Json::parse(row.parameters)));
    ASSERT_TRUE(request) << request.error().message;
    EXPECT_EQ(request->body, row.body);
    ASSERT_EQ(request->headers.size(), 1U);
    EXPECT_EQ(request->headers[0].second, row.type);
  }
}

TEST(HttpTaskRequest, WrongParametersTable) {
  char const* const rows[] = {
      R"({"ApiEndpoint": "ftp://a"})",
      R"({"ApiEndpoint": "http://a/#x"})",
      R"({"Method": "TRACE"})",
      R"({"Method": "HEAD", "RequestBody": {}})",
      R"({"Url": "http://a"})",
      R"({"Headers": {"Host": "b"}})",
      R"({"Headers": {"X-A": "b\r\nX-B: c"}})",
      R"({"Headers": {"a b": "c"}})",
      R"({"Headers": "x"})",
      R"({"QueryParameters": {"a": {}}})",
      R"({"Transform": {"RequestBodyEncoding": "GZIP"}})",
      R"({"RequestBody": "a", "Transform": {"RequestBodyEncoding": "URL_ENCODED"}})",
      R"({"RequestBody": {}, "Transform": {"RequestBodyEncoding": "URL_ENCODED",
          "RequestEncodingOptions": {"ArrayFormat": "HEAPS"}}})",
  };
  for (char const* row : rows) {
    SCOPED_TRACE(row);
    auto const request = http_task_request(parameters("http://a/", Json::parse(row)));
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().name, "States.Runtime");
  }
  EXPECT_FALSE(http_task_request(Json(3)));
}

}  // namespace
}  // namespace helio::curl
