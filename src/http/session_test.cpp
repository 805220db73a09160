// Goal: what goes over one connection, byte by byte, without a network.
#include <cstring>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "http/answering.hpp"
#include "http/memory_session.hpp"
#include "http/problem.hpp"
#include "http/response_head.hpp"

namespace helio::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// "200 404 " of all that was answered.
std::string statuses(std::string_view answered) {
  std::string found;
  for (auto at = answered.find("HTTP/1.1 "); at != std::string_view::npos;
       at = answered.find("HTTP/1.1 ", at + 1)) {
    found += std::string(answered.substr(at + 9, 3)) + " ";
  }
  return found;
}

Response echo(RequestHead const& head, std::string const& body) {
  return Answering::text(200, head.method + " " + head.raw_path + " [" + body + "]");
}

TEST(Session, AnswersPipelinedRequestsInOrder) {
  Answering handler(echo);
  std::string const sent =
      "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
      "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n"
      "POST /3 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
      "HEAD /4 HTTP/1.1\r\nHost: h\r\n\r\n"
      "GET /5 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
      "GET /6 HTTP/1.1\r\nHost: h\r\n\r\n";
  for (std::size_t const read_bytes : {0, 1, 3, 64}) {
    SCOPED_TRACE(read_bytes);
    auto const answered = answer_in_memory(handler, sent, {.read_bytes = read_bytes});
    EXPECT_EQ(statuses(answered), "200 200 200 200 200 ");
    EXPECT_THAT(answered, HasSubstr("POST /1 [hello]"));
    EXPECT_THAT(answered, HasSubstr("POST /3 [ab]"));
    EXPECT_THAT(answered, HasSubstr("Content-Length: 10\r\n\r\nHTTP/1.1"));  // HEAD: no body
    EXPECT_THAT(answered, HasSubstr("Connection: close\r\n\r\nGET /5 []"));
    EXPECT_THAT(answered, EndsWith("GET /5 []"));
  }
}

TEST(Session, SaysContinueOnlyToWhatIsAccepted) {
  bool accept = true;
  Beginning handler([&](RequestHead const&) -> Begun {
    if (!accept) return problem(403, "AccessDenied", "No.");
    return collect_body(
        100, [](std::string const& body) { return Answering::text(200, body); },
        [] { return Answering::text(413, ""); });
  });
  std::string const head =
      "PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  // The body comes in a later read than the head.
  MemorySessionOptions const slow{.read_bytes = head.size()};
  auto const accepted = answer_in_memory(handler, head + "ab", slow);
  EXPECT_EQ(statuses(accepted), "100 200 ");
  EXPECT_THAT(accepted, EndsWith("ab"));
  accept = false;
  auto const refused = answer_in_memory(handler, head + "ab", slow);
  EXPECT_EQ(statuses(refused), "403 ");
  EXPECT_THAT(refused, HasSubstr("Connection: close"));
}

TEST(Session, TheHandlerAnswersABodyThatIsCutOff) {
  Beginning handler([&](RequestHead const&) -> Begun {
    return collect_body(
        100, [](std::string const& body) { return Answering::text(200, body); },
        [] { return Answering::text(413, ""); },
        [](BodyEnd why) {
          return Answering::text(422, why == BodyEnd::malformed ? "malformed" : "too slow");
        });
  });
  std::string const head = "POST / HTTP/1.1\r\nHost: h\r\n";
  auto const answered =
      answer_in_memory(handler, head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n");
  EXPECT_EQ(statuses(answered), "422 ");
  EXPECT_THAT(answered, HasSubstr("Connection: close"));
  EXPECT_THAT(answered, EndsWith("malformed"));
  // Who hangs up hears nothing.
  EXPECT_EQ(answer_in_memory(handler, head + "Content-Length: 9\r\n\r\nab"), "");
}

TEST(Session, DropsTheRestOfASmallRefusedBody) {
  Answering handler(echo);
  std::string const next = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";
  auto const sent = [&](std::size_t bytes) {
    return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" +
           std::string(bytes, 'x') + next;
  };
  Limits limits;
  limits.piece_bytes = 100;
  limits.drain_bytes_max = 5'000;
  EXPECT_EQ(statuses(answer_in_memory(handler, sent(3'000), {.limits = limits})), "413 200 ");
  EXPECT_EQ(statuses(answer_in_memory(handler, sent(30'000), {.limits = limits})), "413 ");
}

TEST(Session, EndsWithWhatItRefuses) {
  Answering handler(echo);
  struct Row {
    char const* name;
    std::string sent;
    std::string want;
  };
  std::string const host = " HTTP/1.1\r\nHost: h\r\n";
  Row const rows[] = {
      {"nothing", "", ""},
      {"cut head", "GET /" + host, ""},
      {"cut body", "POST /" + host + "Content-Length: 5\r\n\r\nab", ""},
      {"bad chunk, then a smuggled request",
       "POST /" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nGET /" + host + "\r\n", "400 "},
      {"malformed", "GET\r\n\r\n", "400 "},
      {"long head", "GET /" + host + "X: " + std::string(17'000, 'a') + "\r\n\r\n", "431 "},
      {"long address", "GET /" + std::string(9'000, 'a') + host + "\r\n", "414 "},
      {"endless chunk size",
       "POST /" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(100'000, 'a'),
       "400 "},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const answered = answer_in_memory(handler, row.sent);
    EXPECT_EQ(statuses(answered), row.want);
    if (!row.want.empty()) {
      EXPECT_THAT(answered, HasSubstr("Connection: close"));
      EXPECT_THAT(answered, HasSubstr("application/problem+json"));
    }
  }
}

TEST(Session, TurnsAThrowingHandlerIntoA500) {
  Beginning handler([](RequestHead const&) -> Begun { throw std::runtime_error("secret"); });
  auto const answered = answer_in_memory(handler, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(statuses(answered), "500 ");
  EXPECT_THAT(answered, Not(HasSubstr("secret")));
}

class Text final : public BodyReader {
 public:
  explicit Text(std::string text) : text_(std::move(text)) {}
  Result<std::size_t> read(std::span<std::byte> into) override {
    auto const size = std::min({into.size(), text_.size(), std::size_t{4}});
    std::memcpy(into.data(), text_.data(), size);
    text_.erase(0, size);
    return size;
  }

 private:
  std::string text_;
};

TEST(Session, FramesStreams) {
  struct Row {
    char const* name;
    char const* method;
    char const* version;
    std::optional<std::uint64_t> length;
    char const* want;
    bool keeps;
  };
  Row const rows[] = {
      {"length", "GET", "1.1", 6, "Content-Length: 6\r\n\r\nabcdef", true},
      {"length of a HEAD", "HEAD", "1.1", 6, "Content-Length: 6\r\n\r\n", true},
      {"chunks", "GET", "1.1", {}, "\r\n\r\n4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n", true},
      {"until the end", "GET", "1.0", {}, "Connection: close\r\n\r\nabcdef", false},
      {"longer than said", "GET", "1.1", 4, "Content-Length: 4\r\n\r\nabcd", true},
      {"shorter than said", "GET", "1.1", 9, "", false},
      {"empty", "GET", "1.1", 0, "Content-Length: 0\r\n\r\n", true}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    int calls = 0;
    Beginning handler([&](RequestHead const&) -> Begun {
      if (++calls > 1) return Answering::text(200, "next");
      Response response;
      response.stream = std::make_unique<Text>("abcdef");
      response.content_length = row.length;
      return response;
    });
    auto const answered = answer_in_memory(
        handler, std::string(row.method) + " / HTTP/" + row.version + "\r\nHost: h\r\n\r\n" +
                     "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answered, HasSubstr(row.want));
    EXPECT_EQ(answered.find("next") != std::string::npos, row.keeps);
  }
}

TEST(ResponseHead, NoValueBeginsASecondResponse) {
  Response response;
  response.headers.add("X-A", "a\r\nSet-Cookie: b\0");
  response.headers.add("Content-Length", "99");
  response.headers.add("connection", "upgrade");
  HeadFacts facts;
  facts.frame = {Framing::length, 2};
  facts.request_id = "r1";
  auto const head = response_head(response, facts);
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("X-A: a  Set-Cookie: b\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Length: 2\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("99")));
  EXPECT_THAT(head, Not(HasSubstr("upgrade")));
  EXPECT_THAT(head, HasSubstr("x-request-id: r1\r\nx-amz-request-id: r1\r\n"));
}

TEST(ResponseHead, NoBodyWhereThereIsNone) {
  for (int const status : {204, 304}) {
    Response response;
    response.status = status;
    EXPECT_EQ(frame_of(response, false, false).framing, Framing::none);
    EXPECT_THAT(response_head(response, {.frame = {Framing::none, 0}}),
                Not(HasSubstr("Content-Length")));
  }
}

}  // namespace
}  // namespace helio::http
