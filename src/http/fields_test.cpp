// The header fields that are parsed here: lists, media types, tags, dates, codings, events.
#include <gtest/gtest.h>

#include "http/date.hpp"
#include "http/etag.hpp"
#include "http/gzip.hpp"
#include "http/handler.hpp"
#include "http/media_type.hpp"
#include "http/sse.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

using Items = std::vector<std::string_view>;

TEST(Headers, CompareNamesWithoutCase) {
  Headers headers;
  headers.add("ETag", "a");
  headers.add("etag", "b");
  EXPECT_EQ(headers.get("ETAG"), "a");
  EXPECT_EQ(headers.all("Etag"), (Items{"a", "b"}));
  headers.set("eTAG", "c");
  EXPECT_EQ(headers.all("etag"), (Items{"c"}));
  EXPECT_FALSE(headers.get("other"));
}

TEST(ListOf, PartsAtCommasOutsideQuotes) {
  EXPECT_EQ(list_of(" a, b ,,c"), (Items{"a", "b", "c"}));
  EXPECT_EQ(list_of(R"("a,b", c)"), (Items{R"("a,b")", "c"}));
  EXPECT_EQ(list_of(R"("open, c)"), (Items{R"("open, c)"}));
  EXPECT_TRUE(list_of(" , ").empty());
}

TEST(MediaType, Essence) {
  EXPECT_EQ(essence_of("Text/HTML; charset=utf-8"), "text/html");
  EXPECT_EQ(essence_of("  image/svg+xml  "), "image/svg+xml");
  for (auto const* const bad : {"", "text", "/", "a/", "/b", "a b/c", "a/b/c", "a/b,c/d"}) {
    EXPECT_EQ(essence_of(bad), "") << bad;
  }
  EXPECT_TRUE(is_json("application/problem+json; x=y"));
  EXPECT_FALSE(is_json("application/jsonp"));
  EXPECT_TRUE(is_compressible("text/css"));
  EXPECT_FALSE(is_compressible("text/event-stream"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_EQ(media_type_of_file("a/INDEX.HTML"), "text/html; charset=utf-8");
  EXPECT_EQ(media_type_of_file("none"), "application/octet-stream");
}

TEST(ETag, Table) {
  struct Row {
    std::string_view condition;
    bool want;
  };
  Row const rows[] = {
      {R"("abc")", true}, {R"(W/"abc")", true}, {R"("x", "abc")", true}, {"*", true},
      {"abc", true},      {R"("ab")", false},   {R"("a,b","c")", false}, {"", false},
      {R"(")", false}};
  for (Row const& row : rows) {
    EXPECT_EQ(etag_matches(row.condition, R"("abc")"), row.want) << row.condition;
  }
}

TEST(HttpDate, RoundTripsAndRefuses) {
  Timestamp const time{std::chrono::seconds(784111777)};
  EXPECT_EQ(to_http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), time);
  for (auto const* const bad : {"", "Sunday, 06-Nov-94 08:49:37 GMT",
                                "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
                                "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:-9:37 GMT"}) {
    EXPECT_FALSE(parse_http_date(bad)) << bad;
  }
}

TEST(AcceptEncoding, Table) {
  struct Row {
    std::string_view field;
    bool want;
  };
  Row const rows[] = {
      {"gzip", true}, {"br, GZIP;q=0.5", true}, {"gzip;q=0", false},    {"gzip; q=0.000", false},
      {"*", true},    {"*;q=0", false},         {"gzip;q=0, *", false}, {"identity", false},
      {"", false}};
  for (Row const& row : rows) EXPECT_EQ(accepts_gzip(row.field), row.want) << row.field;
}

TEST(Compress, OnlyTextOfAKilobyteForWhoAccepts) {
  struct Row {
    char const* name;
    char const* accept;
    char const* type;
    std::size_t bytes;
    bool want;
  };
  Row const rows[] = {{"json", "gzip", "application/json", 2000, true},
                      {"small", "gzip", "application/json", 1023, false},
                      {"picture", "gzip", "image/jpeg", 2000, false},
                      {"not accepted", "br", "application/json", 2000, false}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    RequestHead head;
    head.headers.add("Accept-Encoding", row.accept);
    Response response;
    response.headers.add("Content-Type", row.type);
    response.headers.add("ETag", "\"a\"");
    response.body.assign(row.bytes, 'x');
    compress(head, response);
    EXPECT_EQ(response.headers.get("Content-Encoding").has_value(), row.want);
    EXPECT_EQ(response.body.size() < row.bytes, row.want);
    EXPECT_EQ(response.headers.get("ETag"), row.want ? "W/\"a\"" : "\"a\"");
  }
}

TEST(SseEvent, KeepsLinesAndNothingElse) {
  EXPECT_EQ(sse_event("7", "result", "{}"), "id: 7\nevent: result\ndata: {}\n\n");
  EXPECT_EQ(sse_event("", "", "a\r\nb\nc\r"), "data: a\ndata: b\ndata: c\ndata: \n\n");
  EXPECT_EQ(sse_event("1\nevent: x", "", ""), "id: 1event: x\ndata: \n\n");
}

}  // namespace
}  // namespace helio::http
