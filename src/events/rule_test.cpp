#include "events/rule.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "events/retry_schedule.hpp"
#include "events/target_input.hpp"

namespace helio::events {
namespace {

Rule good_rule() {
  return {.name = "start",
          .pattern = R"({"source":["aws.s3"]})",
          .targets = {{.id = "machine", .arn = "arn:aws:states:::stateMachine:m"}}};
}

TEST(Rule, Refusals) {
  struct Row {
    char const* name;
    void (*change)(Rule&);
    char const* error;  // nullptr: good
  };
  Row const rows[] = {
      {"as it is", [](Rule&) {}, nullptr},
      {"no name", [](Rule& r) { r.name = ""; }, "ValidationException"},
      {"slash in the name", [](Rule& r) { r.name = "a/b"; }, "ValidationException"},
      {"long name", [](Rule& r) { r.name.assign(65, 'a'); }, "ValidationException"},
      {"bad pattern", [](Rule& r) { r.pattern = "{}"; }, "InvalidEventPatternException"},
      {"no ARN", [](Rule& r) { r.targets[0].arn = "m"; }, "ValidationException"},
      {"twice one id", [](Rule& r) { r.targets.push_back(r.targets[0]); }, "ValidationException"},
      {"many targets", [](Rule& r) { r.targets.resize(101); }, "LimitExceededException"},
      {"186 retries", [](Rule& r) { r.targets[0].retry.retries_max = 186; }, "ValidationException"},
      {"no retry", [](Rule& r) { r.targets[0].retry.retries_max = 0; }, nullptr},
      {"59 s", [](Rule& r) { r.targets[0].retry.age_s_max = 59; }, "ValidationException"},
      {"input not JSON", [](Rule& r) { r.targets[0].input = "x"; }, "ValidationException"},
      {"path", [](Rule& r) { r.targets[0].input_path = "$.detail['a'][0]"; }, nullptr},
      {"no path", [](Rule& r) { r.targets[0].input_path = "detail"; }, "ValidationException"},
      {"wildcard path", [](Rule& r) { r.targets[0].input_path = "$.a[*]"; }, "ValidationException"},
      {"two inputs",
       [](Rule& r) {
         r.targets[0].input = "1";
         r.targets[0].input_path = "$";
       },
       "ValidationException"},
      {"AWS's own name in the map",
       [](Rule& r) {
         r.targets[0].transformer = {{{"aws.events.x", "$.a"}}, "<a>"};
       },
       "ValidationException"},
      {"placeholders",
       [](Rule& r) {
         r.targets[0].transformer = {{{"a", "$.a"}}, "<a> <aws.events.rule-name> 1 < 2 <> <b c>"};
       },
       nullptr},
      {"a placeholder that is not in the map",
       [](Rule& r) {
         r.targets[0].transformer = {{{"a", "$.a"}}, "<a> <b>"};
       },
       "ValidationException"},
      {"a role's ARN", [](Rule& r) { r.role_arn = "arn:aws:iam::1:role/r"; }, nullptr},
      {"no role", [](Rule& r) { r.role_arn = "arn:aws:iam::1:role/a b"; }, "ValidationException"},
      {"no target's role", [](Rule& r) { r.targets[0].role_arn = "r"; }, "ValidationException"},
      {"no queue", [](Rule& r) { r.targets[0].dead_letter_arn = "queue"; }, "ValidationException"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Rule rule = good_rule();
    row.change(rule);
    auto const valid = validate(rule);
    EXPECT_EQ(valid ? "" : valid.error().name, row.error == nullptr ? "" : row.error);
  }
}

TEST(Rule, SurvivesItsStoredForm) {
  Rule rule = good_rule();
  rule.bus = "mine";
  rule.enabled = false;
  rule.description = "why";
  rule.targets[0].transformer = {{{"k", "$.detail.key"}}, R"({"key":<k>})"};
  rule.targets[0].retry = {3, 60};
  rule.targets[0].dead_letter_arn = "arn:aws:sqs:::q";
  rule.targets.push_back({.id = "b", .arn = "arn:b", .input = R"({"a":1})"});
  rule.targets.push_back({.id = "c", .arn = "arn:c", .input_path = "$.detail"});
  auto const again = read_rule(to_json(rule));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(to_json(*again), to_json(rule));
  EXPECT_EQ(again->targets[0].retry.retries_max, 3);
  EXPECT_FALSE(again->enabled);
}

TEST(Rule, WrongTypesAreNamed) {
  for (char const* const change :
       {R"({"Name":1})", R"({"State":"ON"})", R"({"Targets":{}})", R"({"Targets":[1]})",
        R"({"Targets":[{"Id":"a","Arn":"arn:a","RetryPolicy":{"MaximumRetryAttempts":"3"}}]})",
        R"({"Targets":[{"Id":"a","Arn":"arn:a","InputTransformer":{"InputPathsMap":[]}}]})"}) {
    Json json = to_json(good_rule());
    json.update(*parse_json(change));
    auto const rule = read_rule(json);
    ASSERT_FALSE(rule) << change;
    EXPECT_EQ(rule.error().name, "ValidationException");
  }
}

TEST(Rule, ArnNamesTheBusUnlessItIsTheDefault) {
  Rule rule = good_rule();
  EXPECT_EQ(rule_arn(rule, "eu-west-1", "1"), "arn:aws:events:eu-west-1:1:rule/start");
  rule.bus = "mine";
  EXPECT_EQ(rule_arn(rule, "eu-west-1", "1"), "arn:aws:events:eu-west-1:1:rule/mine/start");
}

TEST(TargetInput, Table) {
  constexpr char const* event =
      R"({"id":"7","detail":{"key":"a \"b\".jpg","size":5,"tags":["x",{"y":null}],"o":{"p":1}}})";
  struct Row {
    char const* input_template;
    char const* filled;
  };
  Row const rows[] = {
      {R"({"key":<key>,"size":<size>})", R"({"key":"a \"b\".jpg","size":5})"},
      {R"({"text":"got <key> of <size>"})", R"({"text":"got a \"b\".jpg of 5"})"},
      {R"("<key> came")", R"("a \"b\".jpg came")"},
      {R"({"o":<o>,"in":"<o>"})", R"({"o":{"p":1},"in":"{\"p\":1}"})"},
      {R"({"tag":<tag>,"n":<deep>})", R"({"tag":"x","n":null})"},
      {R"({"missing":<missing>,"in":"[<missing>]"})", R"({"missing":null,"in":"[]"})"},
      {R"({"a":<unknown>})", R"("{\"a\":<unknown>}")"},
      {R"({"html":"<b>bold</b>"})", R"({"html":"<b>bold</b>"})"},
      {"key <key>", R"("key a \"b\".jpg")"},
      {"<size>", "5"},
      {R"({"rule":<aws.events.rule-name>,"arn":"<aws.events.rule-arn>"})",
       R"({"rule":"start","arn":"arn:r"})"},
      {R"({"at":<aws.events.event.ingestion-time>})", R"({"at":"1970-01-01T00:00:01.000Z"})"},
      {"<aws.events.event>", R"({"id":"7"})"},
      {R"({"all":<aws.events.event.json>})",
       R"({"all":{"id":"7","detail":{"key":"a \"b\".jpg","size":5,"tags":["x",{"y":null}],)"
       R"("o":{"p":1}}}})"},
      {R"(["\"<size>"])", R"(["\"5"])"},
      {"", R"("")"}};
  Target target{.id = "t", .arn = "arn:t"};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.input_template);
    target.transformer = {{{"key", "$.detail.key"},
                           {"size", "$.detail['size']"},
                           {"tag", "$.detail.tags[0]"},
                           {"deep", "$.detail.tags[1].y"},
                           {"o", "$.detail.o"},
                           {"missing", "$.detail.tags[9].z"}},
                          row.input_template};
    auto const input =
        input_of(target, {event, "start", "arn:r", Timestamp(std::chrono::seconds(1))});
    ASSERT_TRUE(input) << input.error().message;
    EXPECT_EQ(*input, row.filled);
  }
}

TEST(TargetInput, WholeConstantAndPart) {
  InputSource const source{R"({"detail":{"a":[1,2]}})", "r", "arn:r", {}};
  Target target{.id = "t", .arn = "arn:t"};
  EXPECT_EQ(input_of(target, source), source.event_json);
  target.input_path = "$.detail.a";
  EXPECT_EQ(input_of(target, source), "[1,2]");
  target.input_path = "$.none";
  EXPECT_EQ(input_of(target, source), "null");
  target.input_path.reset();
  target.input = R"({"x":1})";
  EXPECT_EQ(input_of(target, source), R"({"x":1})");
}

TEST(RetrySchedule, WaitsLongerEachTimeUntilAttemptsOrAgeEnd) {
  using std::chrono::seconds;
  SeededRandom random(1);
  Timestamp const start(seconds(0));
  std::int64_t last_ms_max = 500;
  for (int attempts = 1; attempts <= 12; ++attempts) {
    auto const at = retry_time({}, attempts, start, start, random);
    ASSERT_TRUE(at);
    auto const full_ms = std::min<std::int64_t>(300'000, 1'000LL << (attempts - 1));
    EXPECT_LE((*at - start).count(), full_ms);
    EXPECT_GE((*at - start).count(), full_ms / 2);
    EXPECT_GE((*at - start).count(), last_ms_max / 2);
    last_ms_max = full_ms;
  }
  EXPECT_TRUE(retry_time({.retries_max = 2}, 2, start, start, random));
  EXPECT_FALSE(retry_time({.retries_max = 2}, 3, start, start, random));
  EXPECT_FALSE(retry_time({.retries_max = 0}, 1, start, start, random));
  EXPECT_FALSE(retry_time({.age_s_max = 60}, 1, start, start + seconds(60), random));
}

}  // namespace
}  // namespace helio::events
