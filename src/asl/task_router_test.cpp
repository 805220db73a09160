#include "asl/task_router.hpp"

#include <future>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/manual_clock.hpp"

namespace helio::asl {
namespace {

class Router : public testing::Test {
 protected:
  // The outcome as text: the value's JSON, or "error: cause".
  std::future<std::string> call(std::string const& arn, Json parameters, TaskId id = 1) {
    auto const answer = std::make_shared<std::promise<std::string>>();
    TaskContext context{.execution_arn = "arn:x", .state = "S", .id = id};
    router_.run(*parse_resource(arn), std::make_shared<Json const>(std::move(parameters)),
                std::move(context), [answer](TaskOutcome outcome) {
                  answer->set_value(outcome ? (*outcome)->dump()
                                            : outcome.error().error + ": " + outcome.error().cause);
                });
    return answer->get_future();
  }

  ManualClock clock_;
  std::promise<void> release_;
  std::shared_future<void> released_ = release_.get_future().share();
  WorkerPool pool_{{.name = "tasks", .threads = 1, .queue_max = 1}};
  TaskRouter router_{pool_, clock_, 0};
};

constexpr char const* kInvoke = "arn:aws:states:::lambda:invoke";

TEST_F(Router, WhatIsGivenUpForAStopHasNoOutcome) {
  router_.add_function("f", [](Json const&, TaskContext const&) -> Result<Json> {
    return fail(Errc::cancelled, "ServiceException", "The server is stopping.");
  });
  // Who would have been told is let go, and hears nothing.
  auto outcome = call("arn:aws:lambda:us-east-1:000000000000:function:f", Json::object());
  EXPECT_THROW(outcome.get(), std::future_error);
}

TEST_F(Router, FindsTheHandler) {
  auto const named = [](std::string name) {
    return [name](Json const&, TaskContext const& context) -> Result<Json> {
      return name + " in " + context.state;
    };
  };
  router_.add("arn:aws:states:::sns:publish", named("replaced"));
  router_.add("arn:aws:states:::sns:publish", named("publish"), {.task_token = true});
  router_.add("arn:aws:states:::aws-sdk:rekognition:*", named("rekognition"));
  router_.add("arn:aws:states:::aws-sdk:rekognition:detectFaces", named("faces"));
  router_.add_function("f", [](Json const& payload, TaskContext const&) -> Result<Json> {
    return Json{{"got", payload}};
  });
  struct Row {
    char const* arn;
    char const* parameters;
    char const* want;
  };
  Row const rows[] = {
      {"arn:aws:states:::sns:publish", "{}", R"("publish in S")"},
      {"arn:aws:states:::sns:publish.waitForTaskToken", "{}", R"("publish in S")"},
      {"arn:aws:states:::sns:publish.sync", "{}",
       "States.Runtime: The resource 'arn:aws:states:::sns:publish.sync' is not supported here: "
       "sns:publish has no .sync, leave that away."},
      {"arn:aws:states:::aws-sdk:rekognition:detectFaces.waitForTaskToken", "{}",
       "States.Runtime: The resource "
       "'arn:aws:states:::aws-sdk:rekognition:detectFaces.waitForTaskToken' is not supported here: "
       "aws-sdk:rekognition:detectFaces has no .waitForTaskToken, leave that away."},
      {"arn:aws:states:::aws-sdk:rekognition:detectLabels", "{}", R"("rekognition in S")"},
      {"arn:aws:states:::aws-sdk:rekognition:detectFaces", "{}", R"("faces in S")"},
      {"arn:aws:states:::sqs:sendMessage", "{}",
       "States.Runtime: The resource 'arn:aws:states:::sqs:sendMessage' is not supported here; "
       "name another."},
      {"arn:aws:lambda:us-east-1:000000000000:function:f", "7", R"({"got":7})"},
      {"arn:aws:lambda:us-east-1:000000000000:function:f:live", "7", R"({"got":7})"},
      {"arn:aws:lambda:us-east-1:000000000000:function:g", "7",
       "Lambda.ResourceNotFoundException: Function not found: g"},
      {kInvoke, R"({"FunctionName": "f", "Payload": 7})",
       R"({"ExecutedVersion":"$LATEST","Payload":{"got":7},"StatusCode":200})"},
      {kInvoke, R"({"FunctionName": "arn:aws:lambda:us-east-1:1:function:f:$LATEST"})",
       R"({"ExecutedVersion":"$LATEST","Payload":{"got":{}},"StatusCode":200})"},
      {kInvoke, "{}", "States.Runtime: lambda:invoke needs the FunctionName as a text."},
      {kInvoke, "7", "States.Runtime: lambda:invoke needs the FunctionName as a text."}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.arn);
    EXPECT_EQ(call(row.arn, Json::parse(row.parameters)).get(), row.want);
  }
}

TEST_F(Router, TellsErrorsAsTheirServicesDo) {
  auto const refuse = [](Json const&, TaskContext const&) -> Result<Json> {
    return fail(Errc::invalid_argument, "ImageTooLarge", "It is \"too\" large.");
  };
  router_.add("arn:aws:states:::dynamodb:putItem", refuse);
  router_.add_function("f", refuse);
  EXPECT_EQ(call("arn:aws:states:::dynamodb:putItem", {}).get(),
            "ImageTooLarge: It is \"too\" large.");
  EXPECT_EQ(
      call(kInvoke, {{"FunctionName", "f"}}).get(),
      R"(ImageTooLarge: {"errorMessage":"It is \"too\" large.","errorType":"ImageTooLarge"})");
}

TEST_F(Router, AFunctionThatRunsElsewhereTakesNoThread) {
  std::vector<std::pair<Data, TaskRouter::Answer>> begun;
  router_.add_function("f", [&](Data event, TaskRouter::Answer answer) {
    begun.emplace_back(std::move(event), std::move(answer));
  });
  auto first = call(kInvoke, {{"FunctionName", "f"}, {"Payload", {{"a", 1}}}});
  auto second = call("arn:aws:lambda:us-east-1:000000000000:function:f", 2);
  ASSERT_EQ(begun.size(), 2U);  // though the pool has one thread, and nobody has answered
  EXPECT_EQ(*begun[0].first, Json({{"a", 1}}));
  EXPECT_EQ(*begun[1].first, 2);
  begun[1].second(fail(Errc::timed_out, "Sandbox.Timedout", "late"));
  begun[0].second(Json(7));
  EXPECT_EQ(first.get(), R"({"ExecutedVersion":"$LATEST","Payload":7,"StatusCode":200})");
  EXPECT_EQ(second.get(),
            R"(Sandbox.Timedout: {"errorMessage":"late","errorType":"Sandbox.Timedout"})");
}

TEST_F(Router, GivesUpOnWhatTakesTooLong) {
  std::promise<void> began;
  router_.add_function("slow",
                       [&](Json const& parameters, TaskContext const&) -> Result<Json> {
                         if (parameters == 1) {
                           began.set_value();
                           released_.wait();
                         }
                         return parameters;
                       },
                       {.time_max = std::chrono::seconds(3)});
  std::string const arn = "arn:aws:lambda:us-east-1:000000000000:function:slow";
  auto slow = call(arn, 1, 1);
  began.get_future().wait();
  auto queued = call(arn, 2, 2);
  EXPECT_EQ(call(arn, 3, 3).get(),
            "Lambda.TooManyRequestsException: The tasks queue is full; try again in a moment.");
  EXPECT_EQ(router_.abandoned(), 0U);
  clock_.advance(std::chrono::seconds(3));
  router_.tick();
  EXPECT_EQ(slow.get(), "States.Timeout: The call took longer than 3000 ms.");
  EXPECT_EQ(queued.get(), "States.Timeout: The call took longer than 3000 ms.");
  EXPECT_EQ(router_.abandoned(), 1U);
  EXPECT_EQ(call(arn, 4, 4).get(),
            "Lambda.TooManyRequestsException: Every worker is held by a call that ran out of "
            "time.");
  release_.set_value();
}

TEST_F(Router, DropsWhatWasCancelled) {
  std::promise<void> began;
  router_.add("arn:aws:states:::sns:publish",
              [&](Json const& parameters, TaskContext const&) -> Result<Json> {
                if (parameters == 1) {
                  began.set_value();
                  released_.wait();
                }
                return parameters;
              });
  auto gone = call("arn:aws:states:::sns:publish", 1, 1);
  began.get_future().wait();
  auto stays = call("arn:aws:states:::sns:publish", 2, 2);
  router_.cancel("arn:x", 1);
  router_.cancel("arn:x", 9);
  EXPECT_EQ(router_.abandoned(), 1U);
  release_.set_value();
  EXPECT_EQ(stays.get(), "2");
  EXPECT_EQ(router_.abandoned(), 0U);
  EXPECT_THROW(gone.get(), std::future_error);  // dropped without an answer
}

}  // namespace
}  // namespace helio::asl
