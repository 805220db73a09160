// Goal: what Lambda's Runtime API answers becomes an invocation, or an error that says whether the
// process may go on.
#include "lambda/http_runtime_api.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "adapters/curl/canned_server.hpp"
#include "base/manual_clock.hpp"

namespace helio::lambda {
namespace {

std::string answer(std::string const& status, std::string const& headers, std::string const& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Api {
  explicit Api(std::string const& canned) : server({canned}), api(address(server), clock) {}
  static std::string address(curl::CannedServer const& server) {
    std::string const url = server.url("");
    return url.substr(url.find("://") + 3);
  }
  ManualClock clock;
  curl::CannedServer server;
  HttpRuntimeApi api;
};

std::atomic<bool> const kGoOn = false;
constexpr char const* kRefusal = R"({"errorMessage":"No.","errorType":"InvalidRequestID"})";

TEST(HttpRuntimeApi, GivesTheInvocationAndItsTrace) {
  Api lambda(answer("200 OK",
                    "Lambda-Runtime-Aws-Request-Id: r-1\r\n"
                    "Lambda-Runtime-Deadline-Ms: 1750000003000\r\n"
                    "Lambda-Runtime-Invoked-Function-Arn: arn:f\r\n"
                    "Lambda-Runtime-Trace-Id: Root=1-5;Sampled=1\r\n",
                    R"({"a":1})"));
  auto const got = lambda.api.next(kGoOn);
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_EQ(got->request_id, "r-1");
  EXPECT_EQ(got->function_arn, "arn:f");
  EXPECT_EQ(got->event, R"({"a":1})");
  EXPECT_EQ(got->deadline, Timestamp(std::chrono::milliseconds(1'750'000'003'000)));
  EXPECT_STREQ(std::getenv("_X_AMZN_TRACE_ID"), "Root=1-5;Sampled=1");
  EXPECT_TRUE(lambda.server.requests().front().starts_with(
      "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n"));
}

TEST(HttpRuntimeApi, ForgetsTheTraceOfTheOneBefore) {
  setenv("_X_AMZN_TRACE_ID", "Root=old", 1);
  Api lambda(answer("200 OK", "Lambda-Runtime-Aws-Request-Id: r\r\n", "{}"));
  ASSERT_TRUE(lambda.api.next(kGoOn));
  EXPECT_EQ(std::getenv("_X_AMZN_TRACE_ID"), nullptr);
}

TEST(HttpRuntimeApi, TakesTheLongestTimeWhereNoneIsTold) {
  for (char const* deadline :
       {"", "Lambda-Runtime-Deadline-Ms: soon\r\n", "Lambda-Runtime-Deadline-Ms: -1\r\n",
        "Lambda-Runtime-Deadline-Ms: 99999999999999999999\r\n"}) {
    Api lambda(
        answer("200 OK", std::string("Lambda-Runtime-Aws-Request-Id: r\r\n") + deadline, ""));
    auto const got = lambda.api.next(kGoOn);
    ASSERT_TRUE(got) << deadline;
    EXPECT_EQ(got->deadline, lambda.clock.wall() + std::chrono::minutes(15)) << deadline;
  }
}

TEST(HttpRuntimeApi, NextEndsTheProcessWhereThereIsNone) {
  struct Row {
    std::string canned;
    Errc code;
  };
  Row const rows[] = {{answer("403 Forbidden", "", kRefusal), Errc::unavailable},
                      {answer("500 Internal Server Error", "", ""), Errc::unavailable},
                      {answer("200 OK", "", "{}"), Errc::corrupt}};
  for (Row const& row : rows) {
    Api lambda(row.canned);
    auto const got = lambda.api.next(kGoOn);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, row.code) << row.canned;
  }
}

TEST(HttpRuntimeApi, NextIsGivenUpWhileThereIsNone) {
  Api lambda("");  // never answers
  std::atomic<bool> const stopping = true;
  auto const got = lambda.api.next(stopping);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, Errc::cancelled);
}

TEST(HttpRuntimeApi, SendsAnswers) {
  Api lambda(answer("202 Accepted", "", R"({"status":"OK"})"));
  ASSERT_TRUE(lambda.api.respond("r-1", "{}"));
  auto const& request = lambda.server.requests().front();
  EXPECT_TRUE(request.starts_with("POST /2018-06-01/runtime/invocation/r-1/response HTTP/1.1\r\n"));
  EXPECT_TRUE(request.ends_with("\r\n\r\n{}"));
}

TEST(HttpRuntimeApi, SendsFailuresWithTheirType) {
  Api lambda(answer("202 Accepted", "", ""));
  ASSERT_TRUE(lambda.api.report_failure("r-1", failure_report({Errc::exhausted, "SlowDown", "W"})));
  auto const& request = lambda.server.requests().front();
  EXPECT_TRUE(request.starts_with("POST /2018-06-01/runtime/invocation/r-1/error HTTP/1.1\r\n"));
  EXPECT_NE(request.find("Lambda-Runtime-Function-Error-Type: SlowDown\r\n"), std::string::npos);
  EXPECT_TRUE(request.ends_with(R"({"errorMessage":"W","errorType":"SlowDown","stackTrace":[]})"));
}

TEST(HttpRuntimeApi, SendsInitFailures) {
  Api lambda(answer("202 Accepted", "", ""));
  ASSERT_TRUE(lambda.api.report_init_failure(failure_report({Errc::internal, "Runtime.X", "W"})));
  EXPECT_TRUE(lambda.server.requests().front().starts_with(
      "POST /2018-06-01/runtime/init/error HTTP/1.1\r\n"));
}

TEST(HttpRuntimeApi, RefusedAnswers) {
  struct Row {
    char const *status, *body;
    Errc code;
    char const* name;
  };
  Row const rows[] = {
      {"400 Bad Request", kRefusal, Errc::invalid_argument, "InvalidRequestID"},
      {"403 Forbidden", "no JSON", Errc::invalid_argument, "RuntimeApiFailed"},
      {"413 Content Too Large", "", Errc::too_large, "ResponseTooLarge"},
      {"500 Internal Server Error", "", Errc::unavailable, "RuntimeApiFailed"},
      {"200 OK", "", Errc::unavailable, "RuntimeApiFailed"},
  };
  for (Row const& row : rows) {
    Api lambda(answer(row.status, "", row.body));
    auto const told = lambda.api.respond("r-1", "{}");
    ASSERT_FALSE(told) << row.status;
    EXPECT_EQ(told.error().code, row.code) << row.status;
    EXPECT_EQ(told.error().name, row.name) << row.status;
  }
}

}  // namespace
}  // namespace helio::lambda
