#include "http/request_parser.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio::http {
namespace {

struct Parsed {
  int refused = 0;
  RequestHead head;
  std::string body;
  bool bad_body = false, done = false, keeps_alive = false;
  std::size_t left = 0;  // bytes of the input not used
};

Parsed parse(std::string_view input, Limits const& limits = {}) {
  Parsed got;
  RequestParser parser(limits);
  auto const head = parser.head(input, got.head);
  if (head.refusal) got.refused = head.refusal->status;
  if (head.consumed == 0) return got;
  input.remove_prefix(head.consumed);
  got.keeps_alive = parser.keeps_alive();
  Bytes buffer(7);  // smaller than the bodies below
  while (!parser.body_done()) {
    auto const step = parser.body(input, buffer);
    got.body.append(text_of(BytesView(buffer).first(step.produced)));
    input.remove_prefix(step.consumed);
    got.bad_body = step.bad;
    if (step.bad || step.consumed == 0) break;
  }
  got.done = parser.body_done();
  got.left = input.size();
  return got;
}

TEST(RequestParser, ReadsHeadAndQuery) {
  auto const got = parse("GET /a%20b?x=1&y=+ HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nx-a:2\r\n\r\nrest");
  EXPECT_EQ(got.refused, 0);
  EXPECT_EQ(got.head.method, "GET");
  EXPECT_EQ(got.head.target, "/a%20b?x=1&y=+");
  EXPECT_EQ(got.head.raw_path, "/a%20b");
  EXPECT_EQ(got.head.query_value("y"), " ");
  EXPECT_EQ(got.head.headers.all("X-A"), (std::vector<std::string_view>{"1", "2"}));
  EXPECT_FALSE(got.head.content_length);
  EXPECT_TRUE(got.done);
  EXPECT_TRUE(got.keeps_alive);
  EXPECT_EQ(got.left, 4U);
}

TEST(RequestParser, Heads) {
  struct Row {
    char const* name;
    std::string_view input;
    int refused;
  };
  using namespace std::string_view_literals;
  Row const rows[] = {
      {"empty line before", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", 0},
      {"absolute form", "GET http://h/a HTTP/1.1\r\nHost: h\r\n\r\n", 0},
      {"HTTP/1.0 without host", "GET / HTTP/1.0\r\n\r\n", 0},
      {"unknown method", "BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n", 0},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"bare LF", "GET / HTTP/1.1\nHost: h\r\n\r\n", 400},
      {"bare LF only", "GET / HTTP/1.1\nHost: h\n\n", 400},
      {"bare CR", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400},
      {"folded field", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400},
      {"space before colon", "GET / HTTP/1.1\r\nHost: h\r\nContent-Length : 5\r\n\r\n", 400},
      {"zero byte", "GET / HTTP/1.1\r\nHost: h\0\r\n\r\n"sv, 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"two spaces", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"HTTP/2", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505},
      {"TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"sv, 400},
      {"relative target", "GET a HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"bad percent in path", "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"bad percent in query", "GET /?a=% HTTP/1.1\r\nHost: h\r\n\r\n", 400},
      {"proxy", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", 501},
      {"length and chunks",
       "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
       400},
      {"chunks and length",
       "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
       400},
      {"two lengths",
       "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n", 400},
      {"list of lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3, 3\r\n\r\n", 400},
      {"signed length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\n", 400},
      {"negative length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -3\r\n\r\n", 400},
      {"huge length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
       400},
      {"other coding", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
      {"two codings", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
       501},
      {"coding with tail", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked;a\r\n\r\n",
       501},
      {"coding twice",
       "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n",
       400},
      {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(parse(row.input).refused, row.refused);
  }
}

TEST(RequestParser, Bodies) {
  static constexpr std::string_view kChunked =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  struct Row {
    char const* name;
    std::string body;
    std::string want;
    bool done, bad;
    std::size_t left;
  };
  Row const rows[] = {
      {"two chunks", "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\nGET", "hello!", true, false, 3},
      {"larger than the buffer", "14\r\n01234567890123456789\r\n0\r\n\r\n", "01234567890123456789",
       true, false, 0},
      {"none", "0\r\n\r\n", "", true, false, 0},
      {"extension", "1;a=b\r\nx\r\n0\r\n\r\n", "x", true, false, 0},
      {"trailer", "1\r\nx\r\n0\r\nA: b\r\n\r\n", "x", true, false, 0},
      {"no hex", "zz\r\nx\r\n0\r\n\r\n", "", false, true, 0},
      {"negative", "-1\r\nx\r\n0\r\n\r\n", "", false, true, 0},
      {"0x", "0x1\r\nx\r\n0\r\n\r\n", "", false, true, 0},
      {"too long size", "11111111111111111\r\nx", "", false, true, 0},
      {"no end of chunk", "1\r\nxy\r\n0\r\n\r\n", "x", false, true, 0},
      {"cut", "5\r\nhel", "hel", false, false, 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const got = parse(std::string(kChunked) + row.body);
    EXPECT_EQ(got.refused, 0);
    EXPECT_EQ(got.body, row.want);
    EXPECT_EQ(got.done, row.done);
    EXPECT_EQ(got.bad_body, row.bad);
    if (row.done) {
      EXPECT_EQ(got.left, row.left);
    }
  }
  auto const sized = parse("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789GET");
  EXPECT_EQ(sized.body, "0123456789");
  EXPECT_EQ(sized.head.content_length, 10U);
  EXPECT_EQ(sized.left, 3U);
}

TEST(RequestParser, MeasuresHeadAndTarget) {
  Limits limits;
  limits.head_bytes_max = 100;
  limits.target_bytes_max = 50;
  std::string const end = " HTTP/1.1\r\nHost: h\r\n";
  EXPECT_EQ(parse("GET /" + std::string(49, 'a') + end + "\r\n", limits).refused, 0);
  EXPECT_EQ(parse("GET /" + std::string(50, 'a') + end + "\r\n", limits).refused, 414);
  EXPECT_EQ(parse("GET /" + std::string(200, 'a'), limits).refused, 414);
  EXPECT_EQ(parse("GET /" + end + "X: " + std::string(90, 'a'), limits).refused, 431);
  EXPECT_EQ(parse("GET /" + end + "X: " + std::string(90, 'a') + "\r\n\r\n", limits).refused, 431);
}

TEST(RequestParser, TakesAHeadByteByByte) {
  std::string const input = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  Limits const limits;
  RequestParser parser(limits);
  RequestHead head;
  for (std::size_t size = 0; size < input.size(); ++size) {
    auto const step = parser.head(input.substr(0, size), head);
    ASSERT_FALSE(step.refusal) << size;
    ASSERT_EQ(step.consumed, 0U);
  }
  EXPECT_EQ(parser.head(input, head).consumed, input.size());
}

}  // namespace
}  // namespace helio::http
