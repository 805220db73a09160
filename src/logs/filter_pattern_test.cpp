// Goal: CloudWatch Logs' three languages of filter patterns, and that the rest is refused.
#include "logs/filter_pattern.hpp"

#include <span>
#include <string>

#include <gtest/gtest.h>

namespace helio::logs {
namespace {

struct Row {
  char const *pattern, *message;
  bool want;
};

void expect(std::span<Row const> rows) {
  for (Row const& row : rows) {
    auto const pattern = FilterPattern::parse(row.pattern);
    ASSERT_TRUE(pattern) << row.pattern << ": " << pattern.error().message;
    EXPECT_EQ(pattern->matches(row.message), row.want) << row.pattern << " / " << row.message;
  }
}

TEST(FilterPattern, Terms) {
  Row const rows[] = {
      {"", "anything", true},
      {"   ", "", true},
      {"ERROR", "an ERROR here", true},
      {"ERROR", "an error here", false},
      {"ERROR late", "late ERROR", true},
      {"ERROR late", "ERROR", false},
      {"\"timed out\"", "Task timed out", true},
      {"\"timed out\"", "out, timed", false},
      {"ERROR -late", "ERROR late", false},
      {"ERROR -late", "ERROR", true},
      {"?ERROR ?WARN", "a WARN", true},
      {"?ERROR ?WARN", "INFO", false},
      {"?ERROR ?\"too late\"", "it is too late", true},
      {"INFO ?ERROR", "INFO", true},
      {"-\"timed out\"", "Task timed out", false},
      {"%4[0-9]{2}%", "status 404", true},
      {"%4[0-9]{2}%", "status 4x4", false},
      {"%^start%", "a start", false},
      {"ERROR -%[a-c]+$%", "ERROR abc", false},
      {"?", "any", true},
      {"-", "any", true},
  };
  expect(rows);
}

TEST(FilterPattern, Json) {
  char const* const m =
      R"({"level": "WARN", "status": 404, "big": 1e3, "ok": true, "no": false, "nil": null,
          "ip": "10.1.2.3", "a.b": {"c d": 1}, "list": [1, "two", {"id": 3}], "o": {"x": {"y": 7}},
          "text": "say \"hi\""})";
  Row const rows[] = {
      {"{ $.level = \"WARN\" }", m, true},
      {"{$.level=WARN}", m, true},
      {"{ $.level = \"warn\" }", m, false},
      {"{ $.level != \"INFO\" }", m, true},
      {"{ $.level = \"W*N\" }", m, true},
      {"{ $.level = W* }", m, true},
      {"{ $.level = \"*AR*R*\" }", m, false},
      {"{ $.level = %W.R% }", m, true},
      {"{ $.level != %^I% }", m, true},
      {"{ $.ip != 123.123.* }", m, true},
      {"{ $.ip = 10.1.* }", m, true},
      {"{ $.status = 404 }", m, true},
      {"{ $.status = 404.0 }", m, true},
      {"{ $.status = 4* }", m, true},
      {"{ $.status >= 404 && $.status < 500 }", m, true},
      {"{ $.status > 404 || $.status <= 3 }", m, false},
      {"{ $.big = 1000 }", m, true},
      {"{ $.level > 3 }", m, false},
      {"{ $.ok IS TRUE }", m, true},
      {"{ $.no IS   FALSE }", m, true},
      {"{ $.ok IS FALSE }", m, false},
      {"{ $.ok = true }", m, true},
      {"{ $.nil IS NULL }", m, true},
      {"{ $.none IS NULL }", m, false},
      {"{ $.none NOT EXISTS }", m, true},
      {"{ $.nil NOT EXISTS }", m, false},
      {"{ $.level NOT EXISTS }", m, false},
      {"{ $.none = \"*\" }", m, false},
      {"{ $.none != \"x\" }", m, false},
      {"{ $.list = \"*\" }", m, true},
      {"{ $.list[0] = 1 }", m, true},
      {"{ $.list[9] = 1 }", m, false},
      {"{ $.list[2].id = 3 }", m, true},
      {"{ $.list[*] = \"two\" }", m, true},
      {"{ $.list[*].id > 2 }", m, true},
      {"{ $.o.*.y = 7 }", m, true},
      {"{ $.['a.b'].['c d'] = 1 }", m, true},
      {"{ $['a.b']['c d'] = 1 }", m, true},
      {"{ $.text = \"say \\\"hi\\\"\" }", m, true},
      {"{ ($.level = WARN) && (($.status = 1) || ($.ok IS TRUE)) }", m, true},
      {"{ $.status = 1 || $.status = 404 && $.level = INFO }", m, false},
      {"  { $.level = WARN }  ", "  {\"level\":\"WARN\"} ", true},
      {"{ $.level = WARN }", "level=WARN", false},
      {"{ $.level = WARN }", "{\"level\":\"WARN\"", false},
      {"{ $.level NOT EXISTS }", "[1]", false},
  };
  expect(rows);
}

TEST(FilterPattern, Fields) {
  char const* const m =
      "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /a.gif HTTP/1.0\" 404 1534";
  Row const rows[] = {
      {"[ip, id, user, time, request, status, bytes]", m, true},
      {"[ip, id, user, time, request, status]", m, false},
      {"[ip, ...]", m, true},
      {"[..., bytes]", m, true},
      {"[...]", m, true},
      {"[...]", "", true},
      {"[a]", "", false},
      {"[ip, ..., status = 4*, bytes]", m, true},
      {"[ip, ..., status = 5*, bytes]", m, false},
      {"[ip, ..., status=404, bytes > 1000]", m, true},
      {"[ip, ..., status, bytes >= 1535]", m, false},
      {"[ip, id, user = frank, ...]", m, true},
      {"[ip, id, user = frank || user = ada, ...]", m, true},
      {"[ip, id, user != frank && user != ada, ...]", m, false},
      {"[ip=127.0.*, ..., request=*.gif*, status, bytes]", m, true},
      {"[ip=%127\\.0\\.0\\.[1-9]%, ...]", m, true},
      {"[ip, id, user, time, request=\"GET /a.gif, not\", ...]", m, false},
      {"[ip, id, user, time = 10/Oct*, request, , ]", m, true},
      {"[w1 = ERROR, w2]", "ERROR late", true},
      {"[w1 = ERROR, w2]", "  ERROR\tlate  ", true},
      {"[w1, w2]", "\"not closed", true},
      {"[w1]", "\"a b\"", true},
  };
  expect(rows);
}

TEST(FilterPattern, OthersAreRefused) {
  std::string const nested = "{ " + std::string(40, '(') + "$.a = 1" + std::string(40, ')') + " }";
  for (std::string const& pattern : {std::string("\"open"),
                                     std::string("%open"),
                                     std::string("%a!%"),
                                     std::string("%(a)%"),
                                     std::string("%%"),
                                     std::string("%[%"),
                                     std::string("{"),
                                     std::string("{}"),
                                     std::string("{ $.a = 1"),
                                     std::string("{ $.a }"),
                                     std::string("{ $.a = }"),
                                     std::string("{ a = 1 }"),
                                     std::string("{ $ = 1 }"),
                                     std::string("{ $. = 1 }"),
                                     std::string("{ $.a[x] = 1 }"),
                                     std::string("{ $.a[] = 1 }"),
                                     std::string("{ $.a > b }"),
                                     std::string("{ $.a = \"b }"),
                                     std::string("{ ($.a = 1 }"),
                                     std::string("{ $.a = 1 ) }"),
                                     std::string("{ $.a = 1 && }"),
                                     std::string("{ $.a = 1 $.b = 2 }"),
                                     std::string("{ $.a = %( % }"),
                                     std::string("[a"),
                                     std::string("[..., ...]"),
                                     std::string("[a, b > x]"),
                                     std::string("[a IS NULL]"),
                                     std::string("[a = 1 && b = 2]"),
                                     nested,
                                     std::string(1'025, 'a')}) {
    auto const parsed = FilterPattern::parse(pattern);
    ASSERT_FALSE(parsed) << pattern;
    EXPECT_EQ(parsed.error().name, "InvalidParameterException") << pattern;
  }
}

}  // namespace
}  // namespace helio::logs
