// Goal: whatever a service answers becomes an error with a name that a workflow can match.
#include "adapters/awscloud/service_error.hpp"

#include <gtest/gtest.h>

#include "adapters/awscloud/scripted_cloud.hpp"
#include "base/utf8.hpp"

namespace helio::awscloud {
namespace {

struct Row {
  char const* name;
  int status;
  std::string body;
  curl::HttpHeaders headers;
  Errc code;
  char const* error;
  char const* message;
};

void check(std::vector<Row> const& rows) {
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Error const error = service_error(answer(row.status, row.body, row.headers));
    EXPECT_EQ(error.code, row.code);
    EXPECT_EQ(error.name, row.error);
    EXPECT_EQ(error.message, row.message);
  }
}

// An answer without a text of its own is told by its status and name.
Row nameless(char const* name, int status, std::string body, Errc code, char const* error,
             char const* message) {
  return {name, status, std::move(body), {}, code, error, message};
}

TEST(ServiceError, InJson) {
  std::string const dynamodb = R"({"__type":"com.amazonaws.dynamodb.v20120810#)";
  check({{"a type with its namespace",
          400,
          dynamodb + R"(ResourceNotFoundException","message":"m"})",
          {},
          Errc::not_found,
          "ResourceNotFoundException",
          "m"},
         {"Message with a capital",
          400,
          R"({"__type":"ThrottlingException","Message":"Rate"})",
          {},
          Errc::exhausted,
          "ThrottlingException",
          "Rate"},
         {"the header counts",
          400,
          R"({"message":"m"})",
          {{"x-amzn-errortype", "ValidationException:http://internal.amazon.com/"}},
          Errc::invalid_argument,
          "ValidationException",
          "m"},
         {"a conflict",
          400,
          R"({"__type":"ConditionalCheckFailedException","message":"m"})",
          {},
          Errc::conflict,
          "ConditionalCheckFailedException",
          "m"}});
}

TEST(ServiceError, InXml) {
  std::string const sns = "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">";
  check({{"S3",
          404,
          "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>a &lt;b&gt; &amp;amp; "
          "&#39;c&#x27;</Message></Error>",
          {},
          Errc::not_found,
          "NoSuchKey",
          "a <b> &amp; 'c'"},
         {"SNS",
          404,
          sns + "<Error><Code>NotFound</Code><Message>m</Message></Error></ErrorResponse>",
          {},
          Errc::not_found,
          "NotFound",
          "m"},
         {"expired",
          400,
          "<Code>ExpiredToken</Code><Message>m</Message>",
          {},
          Errc::unauthenticated,
          "ExpiredToken",
          "m"},
         {"slow down",
          503,
          "<Code>SlowDown</Code><Message>m</Message>",
          {},
          Errc::exhausted,
          "SlowDown",
          "m"}});
}

// A workflow knows what is worth another try by few names.
TEST(ServiceError, OfOneKindHaveOneName) {
  struct Renamed {
    int status;
    char const* said;
    Errc code;
    char const* error;
  };
  Renamed const rows[] = {
      {429, "Throttled", Errc::exhausted, "ThrottlingException"},
      {400, "KMSThrottling", Errc::exhausted, "ThrottlingException"},
      {400, "RequestLimitExceeded", Errc::exhausted, "RequestLimitExceeded"},
      {503, "InternalFailure", Errc::unavailable, "InternalServerError"},
      {500, "SomethingNew", Errc::unavailable, "InternalServerError"},
      {400, "ReplicatedWriteConflictException", Errc::unavailable,
       "ReplicatedWriteConflictException"},
      {408, "RequestTimeoutException", Errc::timed_out, "RequestTimeout"},
      {418, "SomethingNew", Errc::invalid_argument, "SomethingNew"},
  };
  for (Renamed const& row : rows) {
    SCOPED_TRACE(row.said);
    Error const error = service_error(answer(row.status, Json{{"__type", row.said}}.dump()));
    EXPECT_EQ(error.code, row.code);
    EXPECT_EQ(error.name, row.error);
    EXPECT_TRUE(error.name == row.said || error.detail.find(row.said) != std::string::npos);
  }
}

TEST(ServiceError, InNoFormThatIsKnown) {
  check({nameless("nothing but a status", 404, "", Errc::not_found, "NotFound",
                  "AWS answered 404 (NotFound)."),
         nameless("a condition of a HEAD", 412, "", Errc::conflict, "PreconditionFailed",
                  "AWS answered 412 (PreconditionFailed)."),
         nameless("a proxy's page", 502, "<html>Bad gateway</html>", Errc::unavailable,
                  "InternalServerError", "AWS answered 502 (InternalServerError)."),
         nameless("busy", 503, "{", Errc::unavailable, "ServiceUnavailable",
                  "AWS answered 503 (ServiceUnavailable)."),
         nameless("a redirect", 301, "", Errc::invalid_argument, "HttpStatus301",
                  "AWS answered 301 (HttpStatus301)."),
         nameless("a name that is none", 400, R"({"__type":"a b<c>","message":""})",
                  Errc::invalid_argument, "HttpStatus400", "AWS answered 400 (HttpStatus400)."),
         nameless("no texts", 500, R"({"__type":5,"message":[]})", Errc::unavailable,
                  "InternalServerError", "AWS answered 500 (InternalServerError)."),
         nameless("XML cut short", 500, "<Error><Code>Int", Errc::unavailable,
                  "InternalServerError", "AWS answered 500 (InternalServerError)."),
         nameless("not UTF-8", 400, "<Code>A</Code><Message>\xff</Message>", Errc::invalid_argument,
                  "A", "AWS answered 400 (A).")});
}

TEST(ServiceError, IsShortAndStaysText) {
  std::string text = "x";
  for (int i = 0; i < 5'000; ++i) text += "\xc3\xa9";
  Error const error = service_error(answer(400, R"({"__type":"A","message":")" + text + R"("})"));
  EXPECT_LE(error.message.size(), kErrorMessageBytesMax + 4);
  EXPECT_TRUE(is_utf8(error.message));
}

TEST(ServiceError, TellsTheRequestsId) {
  EXPECT_EQ(service_error(answer(500, "", {{"x-amzn-requestid", "R1"}})).detail,
            "status 500, request R1");
}

}  // namespace
}  // namespace helio::awscloud
