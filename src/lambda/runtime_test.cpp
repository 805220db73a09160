// Goal: every invocation is answered once, whatever its event and its function do.
#include "lambda/runtime.hpp"

#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "base/manual_clock.hpp"
#include "lambda/memory_runtime_api.hpp"

namespace helio::lambda {
namespace {

using namespace std::chrono_literals;

std::atomic<bool> const kGoOn = false;

// Does what the event's "do" says.
class Obedient final : public functions::Function {
 public:
  std::string_view name() const noexcept override { return "obedient"; }
  Result<Json> handle(Json const& event, functions::Context const& context) override {
    std::string const word = text_member(event, "do");
    deadline = context.deadline();
    arn = context.function_arn();
    if (word == "log") {
      context.log(log::Level::debug, "Too fine.", {});
      context.log(log::Level::warning, "Noted.", {{"image_id", "i"}});
    }
    if (word == "fail") return fail(Errc::unavailable, "SlowDown", "Try again.", "detail");
    if (word == "throw") throw std::runtime_error("secret");
    if (word == "throw a number") throw 1;
    if (word == "grow") return Json(std::string(2'000, 'x'));
    return Json{{"done", word}};
  }
  Clock::Monotonic deadline;
  std::string arn;
};

struct Served {
  explicit Served(std::string const& event, std::size_t response_bytes_max = 1'000,
                  Result<void> answer = {}) {
    api.answer = std::move(answer);
    api.response_bytes_max = 10'000;
    api.invocations.push_back({"r-1", "arn:f", event, clock.wall() + 3s});
    Runtime runtime(api, function, clock,
                    [this](std::string_view line) { lines.emplace_back(line); },
                    {.response_bytes_max = response_bytes_max});
    ended = runtime.run(kGoOn);
  }
  [[nodiscard]] std::string told() const {
    EXPECT_EQ(api.told.size(), 1U);
    EXPECT_EQ(api.told.front().first, "r-1");
    return api.told.front().second;
  }

  ManualClock clock;
  MemoryRuntimeApi api;
  Obedient function;
  std::vector<std::string> lines;
  Result<void> ended;
};

TEST(Runtime, AnswersEachInvocationOnce) {
  struct Row {
    char const *name, *event, *told;
  };
  Row const rows[] = {
      {"a result", R"({"do":"it"})", R"({"done":"it"})"},
      {"an error", R"({"do":"fail"})",
       R"(SlowDown {"errorMessage":"Try again.","errorType":"SlowDown","stackTrace":[]})"},
      {"an exception", R"({"do":"throw"})",
       R"(Unhandled {"errorMessage":"The function ended by an exception.",)"
       R"("errorType":"Unhandled","stackTrace":[]})"},
      {"something else thrown", R"({"do":"throw a number"})",
       R"(Unhandled {"errorMessage":"The function ended by an unknown exception.",)"
       R"("errorType":"Unhandled","stackTrace":[]})"},
      {"a result past the limit", R"({"do":"grow"})",
       R"(Function.ResponseSizeTooLarge {"errorMessage":"The result has 2002 bytes; Lambda takes )"
       R"(at most 1000.","errorType":"Function.ResponseSizeTooLarge","stackTrace":[]})"},
      {"no JSON", "{\"do\":",
       R"(InvalidJson {"errorMessage":"The document is not valid JSON.",)"
       R"("errorType":"InvalidJson","stackTrace":[]})"},
      {"nothing at all", "",
       R"(InvalidJson {"errorMessage":"The document is not valid JSON.",)"
       R"("errorType":"InvalidJson","stackTrace":[]})"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Served const served(row.event);
    EXPECT_EQ(served.told(), row.told);
    ASSERT_FALSE(served.ended);
    EXPECT_EQ(served.ended.error().name, "NoMoreInvocations");
  }
}

TEST(Runtime, ReportsWhatLambdaFoundTooLarge) {
  MemoryRuntimeApi api;
  api.response_bytes_max = 1'000;
  api.invocations.push_back({"r-1", "arn:f", R"({"do":"grow"})", {}});
  Obedient function;
  ManualClock const clock;
  Runtime runtime(api, function, clock, [](std::string_view) {});
  EXPECT_FALSE(runtime.run(kGoOn));
  ASSERT_EQ(api.told.size(), 1U);
  EXPECT_TRUE(api.told.front().second.starts_with("Function.ResponseSizeTooLarge "));
}

TEST(Runtime, GivesTheFunctionItsDeadlineAndArn) {
  Served const served(R"({"do":"it"})");
  EXPECT_EQ(served.function.deadline, served.clock.now() + 3s);
  EXPECT_EQ(served.function.arn, "arn:f");
}

TEST(Runtime, LogsLinesWithTheRequestsId) {
  Served const served(R"({"do":"log"})");
  ASSERT_EQ(served.lines.size(), 1U);
  auto const line = parse_json(served.lines.front());
  ASSERT_TRUE(line);
  EXPECT_EQ((*line)["requestId"], "r-1");
  EXPECT_EQ((*line)["level"], "WARN");
  EXPECT_EQ((*line)["message"], "Noted.");
  EXPECT_EQ((*line)["image_id"], "i");
}

TEST(Runtime, LogsAFailureWithItsDetail) {
  Served const served(R"({"do":"throw"})");
  ASSERT_EQ(served.lines.size(), 1U);
  EXPECT_NE(served.lines.front().find(R"("detail":"secret")"), std::string::npos);
  EXPECT_EQ(served.told().find("secret"), std::string::npos);
}

TEST(Runtime, GoesOnWhereLambdaNoLongerWaits) {
  Served const served(R"({"do":"it"})", 1'000,
                      fail(Errc::invalid_argument, "InvalidRequestID", "No such request."));
  EXPECT_EQ(served.ended.error().name, "NoMoreInvocations");
}

TEST(Runtime, EndsWhereLambdaIsGone) {
  Served const served(R"({"do":"it"})", 1'000, fail(Errc::unavailable, "ContainerError", "Gone."));
  EXPECT_EQ(served.ended.error().name, "ContainerError");
}

TEST(Runtime, ALogThatFailsCostsNoAnswer) {
  MemoryRuntimeApi api;
  for (char const* word : {"log", "fail"}) {
    api.invocations.push_back({"r-1", "arn:f", Json{{"do", word}}.dump(), {}});
  }
  Obedient function;
  ManualClock const clock;
  Runtime runtime(api, function, clock, [](std::string_view) { throw std::runtime_error("full"); });
  EXPECT_EQ(runtime.run(kGoOn).error().name, "NoMoreInvocations");
  ASSERT_EQ(api.told.size(), 2U);
  EXPECT_EQ(api.told[0].second, R"({"done":"log"})");
  EXPECT_TRUE(api.told[1].second.starts_with("SlowDown "));
}

TEST(Runtime, StopsBetweenInvocations) {
  for (bool const came_already : {false, true}) {
    SCOPED_TRACE(came_already);
    MemoryRuntimeApi api;
    api.invocations.assign(2, {"r-1", "arn:f", R"({"do":"it"})", {}});
    api.came_already = came_already;
    Obedient function;
    ManualClock const clock;
    Runtime runtime(api, function, clock, [](std::string_view) {});
    std::atomic<bool> stopping = false;
    api.on_next = [&] { stopping = true; };
    EXPECT_TRUE(runtime.run(stopping));
    EXPECT_EQ(api.told.size(), came_already ? 1U : 0U);
  }
}

}  // namespace
}  // namespace helio::lambda
