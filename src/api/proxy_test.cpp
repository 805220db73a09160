// Goal: functions are called as API Gateway calls them, and their failures are problems.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "api/rest_in_memory.hpp"

namespace helio::api {
namespace {

using testing::HasSubstr;

class ProxyTest : public testing::Test, protected RestInMemory {};

TEST_F(ProxyTest, CallsFunctionsAsApiGatewayDoes) {
  function_answer_ = Json{{"statusCode", 200},
                          {"headers", {{"X-A", "b"}, {"Access-Control-Allow-Origin", "*"}}},
                          {"body", "{\"imageId\":\"7\"}"}};
  auto const got = ask("POST", "/prod/upload-url?a=1&a=2", "Authorization: Bearer secret\r\n",
                       R"({"fileName":"a.jpg","fileType":"image/jpeg"})");
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, "{\"imageId\":\"7\"}");
  EXPECT_EQ(got.field("X-A"), "b");
  EXPECT_EQ(got.field("Access-Control-Allow-Origin"), "");
  EXPECT_EQ(invoked_, "presigned_url_generator");
  EXPECT_EQ(event_["resource"], "/upload-url");
  EXPECT_EQ(event_["path"], "/prod/upload-url");
  EXPECT_EQ(event_["httpMethod"], "POST");
  EXPECT_EQ(event_["queryStringParameters"]["a"], "2");
  EXPECT_EQ(event_["multiValueQueryStringParameters"]["a"], Json({"1", "2"}));
  EXPECT_EQ(event_["headers"]["Host"], "localhost");
  EXPECT_EQ(event_["headers"]["X-Forwarded-Proto"], "http");
  EXPECT_EQ(event_["requestContext"]["domainName"], "localhost");
  EXPECT_FALSE(event_["headers"].contains("Authorization"));
  EXPECT_EQ(event_["body"], R"({"fileName":"a.jpg","fileType":"image/jpeg"})");
  EXPECT_THAT(ask("HEAD", "/results/a%2Fb").head, HasSubstr("200 OK"));
  EXPECT_EQ(invoked_, "result_viewer");
  EXPECT_EQ(event_["httpMethod"], "GET");
  EXPECT_EQ(event_["pathParameters"]["image_id"], "a/b");
}

TEST_F(ProxyTest, TurnsEveryFailureOfAFunctionIntoAProblem) {
  struct Row {
    char const* name;
    Result<Json> answer;
    int status;
    char const* code;
  };
  Row const rows[] = {
      {"problem", Json{{"statusCode", 404}, {"body", R"({"code":"ResultNotFound"})"}}, 404,
       "ResultNotFound"},
      {"the original's errors", Json{{"statusCode", 400}, {"body", R"({"error":"no"})"}}, 400,
       "InvalidRequest"},
      {"no JSON", Json{{"statusCode", 500}, {"body", "oops"}}, 500, "InternalError"},
      {"no body", Json{{"statusCode", 503}}, 503, "InternalError"},
      {"no status", Json::object(), 502, "InvalidFunctionResponse"},
      {"status of the wrong type", Json{{"statusCode", "200"}}, 502, "InvalidFunctionResponse"},
      {"impossible status", Json{{"statusCode", 99}}, 502, "InvalidFunctionResponse"},
      {"no object", Json(7), 502, "InvalidFunctionResponse"},
      {"bad base64", Json{{"statusCode", 200}, {"body", "%"}, {"isBase64Encoded", true}}, 502,
       "InvalidFunctionResponse"},
      {"busy", fail(Errc::exhausted, "TooManyRequestsException", "Later."), 503,
       "TooManyRequestsException"},
      {"too long", fail(Errc::timed_out, "Sandbox.Timedout", "60 s."), 504, "Sandbox.Timedout"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    function_answer_ = row.answer;
    auto const got = ask("GET", "/results/7");
    EXPECT_EQ(got.status, row.status);
    EXPECT_EQ(got.code(), row.code);
    EXPECT_EQ(got.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(got.json()["request_id"], got.field("x-request-id"));
  }
}

}  // namespace
}  // namespace helio::api
