#include "events/matcher.hpp"

#include <random>
#include <thread>

#include <gtest/gtest.h>

namespace helio::events {
namespace {

Pattern parsed(std::string const& text) {
  auto pattern = Pattern::parse(text);
  if (!pattern) ADD_FAILURE() << text << pattern.error().message;
  return std::move(*pattern);
}

TEST(Matcher, NamesAllRulesThatMatch) {
  Matcher matcher;
  matcher.add_rule("b", parsed(R"({"source":["aws.s3"]})"));
  matcher.add_rule("a", parsed(R"({"source":[{"prefix":"aws."}]})"));
  matcher.add_rule("c", parsed(R"({"source":["aws.ec2"]})"));
  matcher.add_rule("d", parsed(R"({"detail":{"x":[{"exists":false}]}})"));
  EXPECT_EQ(matcher.match(R"({"source":"aws.s3"})"), (std::vector<std::string>{"a", "b", "d"}));
  matcher.remove_rule("a");
  matcher.add_rule("b", parsed(R"({"source":["aws.ec2"]})"));
  EXPECT_EQ(matcher.match(R"({"source":"aws.s3"})"), (std::vector<std::string>{"d"}));
  EXPECT_EQ(matcher.match(R"({"source":"aws.ec2","detail":{"x":0}})"),
            (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(matcher.match("[]").error().name, "InvalidEvent");
}

// Random patterns and events over few fields and values, so that they meet often.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

  std::string of(std::vector<std::string> const& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }
  std::string text() {
    return of({"a", "ab", "abc", "b", "ba", "AB", "Éa", "10.0.0.1", "::1", ""});
  }
  std::string number() { return of({"0", "1", "1.0", "2.5", "1e1", "-3", "12345678901234567890"}); }
  std::string value() { return of({quoted(), quoted(), number(), "true", "null"}); }
  std::string quoted() { return '"' + text() + '"'; }

  std::string expression() {
    std::string const t = quoted();
    std::string const part = '"' + of({"a", "b", "A", "ba", "é"}) + '"';
    return of({value(),
               value(),
               R"({"prefix":)" + t + "}",
               R"({"suffix":)" + t + "}",
               R"({"equals-ignore-case":)" + t + "}",
               R"({"prefix":{"equals-ignore-case":)" + t + "}}",
               R"({"suffix":{"equals-ignore-case":)" + t + "}}",
               R"({"exists":true})",
               R"({"exists":false})",
               R"({"anything-but":)" + t + "}",
               R"({"anything-but":[0,1]})",
               R"({"anything-but":{"prefix":)" + part + "}}",
               R"({"anything-but":{"wildcard":"a*"}})",
               R"({"wildcard":"a*c"})",
               R"({"wildcard":"*b"})",
               R"({"wildcard":"*"})",
               R"({"numeric":[">",0,"<=",10]})",
               R"({"numeric":["<",)" + of({"1", "2", "3"}) + "]}",
               R"({"numeric":["=",1]})",
               R"({"cidr":"10.0.0.0/8"})",
               R"({"cidr":"::/64"})"});
  }
  std::string pattern(int depth) {
    std::string out = "{";
    for (int i = 0; i <= below(3); ++i) {
      out += (i == 0 ? "\"" : ",\"") + of({"x", "y", "z", "x.y"}) + "\":";
      out += depth > 0 && below(3) == 0 ? pattern(depth - 1) : '[' + list() + ']';
    }
    if (depth > 0 && below(4) == 0) {
      out += R"(,"$or":[)" + pattern(depth - 1) + ',' + pattern(depth - 1) + ']';
    }
    return out + '}';
  }
  std::string list() {
    std::string out = expression();
    for (int i = 0; i < below(3); ++i) out += ',' + expression();
    return out;
  }
  std::string event(int depth) {
    std::string out = "{";
    for (int i = 0; i < below(5); ++i) {
      out += (i == 0 ? "\"" : ",\"") + of({"x", "y", "z", "x.y"}) + "\":" + node(depth);
    }
    return out + '}';
  }

 private:
  std::string node(int depth) {
    int const kind = depth > 0 ? below(5) : 0;
    if (kind < 3) return value();
    if (kind == 3) return event(depth - 1);
    std::string out = "[";
    for (int i = 0; i < below(4); ++i) out += (i == 0 ? "" : ",") + node(depth - 1);
    return out + ']';
  }

  std::mt19937 engine_;
};

TEST(Matcher, AgreesWithEachPatternAlone) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    Matcher matcher;
    std::map<std::string, Pattern> alone;
    for (int i = 0; i < 60; ++i) {
      std::string const text = dice.pattern(2);
      alone.insert_or_assign(std::to_string(i), parsed(text));
      matcher.add_rule(std::to_string(i), parsed(text));
    }
    for (int i = 0; i < 60; ++i) {
      std::string const event = dice.event(3);
      std::vector<std::string> expected;
      for (auto const& [name, pattern] : alone) {
        if (pattern.matches(event).value_or(false)) expected.push_back(name);
      }
      ASSERT_EQ(matcher.match(event), expected) << event;
    }
  }
}

TEST(Matcher, ThreadsMatchWhileRulesChange) {
  Matcher matcher;
  matcher.add_rule("kept", parsed(R"({"a":[1]})"));
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        auto const names = matcher.match(R"({"a":1})");
        if (!names || names->front() != "kept") ++wrong;
      }
    });
  }
  for (int i = 0; i < 100; ++i) {
    matcher.add_rule("other", parsed(R"({"a":[1]})"));
    matcher.remove_rule("other");
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace helio::events
