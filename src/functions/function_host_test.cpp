// Goal: an invocation is answered exactly once, whatever the function does, and is logged as Lambda
// logs it.
#include "functions/function_host.hpp"

#include <future>
#include <latch>
#include <regex>
#include <semaphore>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/manual_clock.hpp"
#include "base/random.hpp"
#include "logs/memory_log_store.hpp"

namespace helio::functions {
namespace {

class Lambda final : public Function {
 public:
  using Body = std::function<Result<Json>(Json const&, Context const&)>;
  Lambda(std::string name, Body body) : name_(std::move(name)), body_(std::move(body)) {}
  [[nodiscard]] std::string_view name() const noexcept override { return name_; }
  Result<Json> handle(Json const& event, Context const& context) override {
    return body_(event, context);
  }

 private:
  std::string name_;
  Body body_;
};

class FunctionHostTest : public testing::Test {
 protected:
  FunctionHost& start(FunctionHostOptions options = {}) {
    host_ = std::make_unique<FunctionHost>(std::move(options), appender_, clock_, random_);
    return *host_;
  }
  void add(std::string name, Lambda::Body body, FunctionOptions options = {}) {
    host_->add(std::make_unique<Lambda>(std::move(name), std::move(body)), options);
  }
  std::future<Result<Json>> invoke(std::string_view name, Json event = {}) {
    auto answer = std::make_shared<std::promise<Result<Json>>>();
    auto answered = answer->get_future();
    host_->invoke(name, std::make_shared<Json const>(std::move(event)), "r-1",
                  [answer](Result<Json> result) { answer->set_value(std::move(result)); });
    return answered;
  }
  std::vector<std::string> lines(std::string const& function) {
    appender_.flush();
    std::vector<std::string> lines;
    auto const page = log_store_.filter({.group = host_->log_group_of(function)});
    for (auto const& event : page.value().events) lines.push_back(event.message);
    return lines;
  }

  ManualClock clock_;
  SeededRandom random_{1};
  logs::MemoryLogStore log_store_{clock_};
  logs::LogAppender appender_{log_store_, clock_};
  std::unique_ptr<FunctionHost> host_;
};

TEST_F(FunctionHostTest, AnswersUnderEveryName) {
  start();
  add("echo", [](Json const& event, Context const&) { return Result<Json>(event); });
  EXPECT_EQ(host_->arn_of("echo"),
            "arn:aws:lambda:us-east-1:000000000000:function:heliograph-local-echo");
  for (std::string const& name : {std::string("echo"), std::string("heliograph-local-echo"),
                                  host_->arn_of("echo"), host_->arn_of("echo") + ":$LATEST"}) {
    EXPECT_EQ(host_->invoke_and_wait(name, {{"a", 1}}).value().dump(), R"({"a":1})") << name;
  }
  EXPECT_EQ(host_->invoke_and_wait("none", {}).error().name, "ResourceNotFoundException");
  EXPECT_EQ(host_->metrics().at("echo").invocations, 4U);
  EXPECT_EQ(host_->names(), std::vector<std::string>{"echo"});
}

TEST_F(FunctionHostTest, LogsAsLambdaDoes) {
  start();
  add("talk", [this](Json const&, Context const& context) {
    clock_.advance(std::chrono::milliseconds(12));
    context.log(log::Level::info, "It is said.", {{"what", "hello"}});
    return Result<Json>(context.function_arn());
  });
  ASSERT_TRUE(invoke("talk").get());
  auto const said = lines("talk");
  ASSERT_EQ(said.size(), 4U);
  EXPECT_EQ(said[0], "START RequestId: r-1 Version: $LATEST");
  EXPECT_EQ(said[1], R"({"timestamp":"2025-06-15T15:06:40.012Z","level":"INFO",)"
                     R"("requestId":"r-1","message":"It is said.","what":"hello"})");
  EXPECT_EQ(said[2], "END RequestId: r-1");
  EXPECT_TRUE(
      said[3].starts_with("REPORT RequestId: r-1\tDuration: 12.00 ms\tBilled Duration: 12 "
                          "ms\tMemory Size: 1024 MB\tMax Memory Used: "));
  auto const streams = log_store_.streams({.group = host_->log_group_of("talk")}).value();
  ASSERT_EQ(streams.size(), 1U);
  EXPECT_TRUE(
      std::regex_match(streams[0].name, std::regex(R"(2025/06/15/\[\$LATEST\][0-9a-f]{32})")));
}

TEST_F(FunctionHostTest, ErrorsAndExceptionsAreAnswers) {
  start();
  add("refuse", [](Json const&, Context const&) -> Result<Json> {
    return fail(Errc::invalid_argument, "ImageTooLarge", "It is too large.");
  });
  add("throw",
      [](Json const&, Context const&) -> Result<Json> { throw std::runtime_error("broken"); });
  EXPECT_EQ(invoke("refuse").get().error().name, "ImageTooLarge");
  EXPECT_EQ(invoke("throw").get().error().name, "Unhandled");
  EXPECT_EQ(invoke("throw").get().error().name, "Unhandled");
  EXPECT_EQ(host_->metrics().at("throw").errors, 2U);
  EXPECT_NE(lines("refuse").at(1).find(R"("errorType":"ImageTooLarge")"), std::string::npos);
  EXPECT_EQ(function_error_json({Errc::internal, "A", "b"}).dump(),
            R"({"errorMessage":"b","errorType":"A"})");
}

TEST_F(FunctionHostTest, AnOverrunIsAnsweredCountedAndReplaced) {
  std::latch entered(1);
  std::latch let_go(1);
  start({.timeout = std::chrono::seconds(60), .threads = 1});
  add("hang", [&](Json const&, Context const& context) {
    entered.count_down();
    let_go.wait();
    return Result<Json>(context.cancelled());
  });
  add("echo", [](Json const& event, Context const&) { return Result<Json>(event); });
  auto late = invoke("hang");
  entered.wait();
  clock_.advance(std::chrono::seconds(60));
  auto const answer = late.get();
  EXPECT_EQ(answer.error().name, "Sandbox.Timedout");
  EXPECT_EQ(answer.error().message, "RequestId: r-1 Error: Task timed out after 60.00 seconds");
  EXPECT_EQ(host_->metrics().at("hang").abandoned, 1U);
  EXPECT_EQ(host_->metrics().at("hang").timeouts, 1U);
  EXPECT_EQ(invoke("echo", 5).get().value(), 5);
  EXPECT_NE(lines("hang").at(1).find("r-1 Task timed out after 60.00 seconds"), std::string::npos);
  let_go.count_down();
  host_.reset();
}

TEST_F(FunctionHostTest, AFunctionHasItsShareOfThreads) {
  std::binary_semaphore entered(0);
  std::binary_semaphore let_go(0);
  start({.threads = 2});
  add("slow",
      [&](Json const&, Context const&) {
        entered.release();
        let_go.acquire();
        return Result<Json>(1);
      },
      {.concurrency_max = 1});
  add("echo", [](Json const& event, Context const&) { return Result<Json>(event); });
  auto first = invoke("slow");
  entered.acquire();
  auto second = invoke("slow");
  EXPECT_EQ(invoke("echo", 5).get().value(), 5);
  EXPECT_EQ(host_->metrics().at("slow").waiting, 1U);
  let_go.release();
  EXPECT_TRUE(first.get());
  let_go.release();
  EXPECT_TRUE(second.get());
}

TEST_F(FunctionHostTest, WhatAFunctionIsHeldForIsNotItsTime) {
  auto& host = start({.timeout = std::chrono::seconds(1), .threads = 1});
  auto const echo = [](Json const& event, Context const&) -> Result<Json> { return event; };
  add("held", echo, {.held = true});
  add("free", echo);
  std::vector<std::future<Result<Json>>> held;
  for (int i = 0; i < 3; ++i) held.push_back(invoke("held", i));
  EXPECT_EQ(invoke("free", 9).get(), Json(9));
  clock_.advance(std::chrono::hours(1));
  EXPECT_EQ(host.metrics()["held"].waiting, 3U);
  EXPECT_EQ(host.metrics()["held"].running, 0U);
  host.release("held");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(held[static_cast<std::size_t>(i)].get(), Json(i));
  EXPECT_EQ(host.metrics()["held"].timeouts, 0U);
  add("never", echo, {.held = true});
  auto never = invoke("never");
  host.stop();
  EXPECT_EQ(never.get().error().name, "ServiceException");
}

TEST_F(FunctionHostTest, PastTheQueueIsThrottled) {
  std::latch entered(1);
  std::latch let_go(1);
  start({.threads = 1, .queue_max = 1});
  int runs = 0;
  add("slow", [&](Json const&, Context const&) {
    if (++runs == 1) {
      entered.count_down();
      let_go.wait();
    }
    return Result<Json>(1);
  });
  auto first = invoke("slow");
  entered.wait();
  auto second = invoke("slow");
  EXPECT_EQ(invoke("slow").get().error().name, "TooManyRequestsException");
  EXPECT_EQ(host_->metrics().at("slow").throttles, 1U);
  let_go.count_down();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
}

TEST_F(FunctionHostTest, ItsEndAnswersWhatWaitsAndCancelsWhatRuns) {
  std::latch entered(1);
  start({.threads = 1});
  add("until_cancelled", [&](Json const&, Context const& context) {
    entered.count_down();
    while (!context.cancelled()) std::this_thread::yield();
    return Result<Json>("cancelled");
  });
  auto runs = invoke("until_cancelled");
  entered.wait();
  auto waits = invoke("until_cancelled");
  host_->stop();
  EXPECT_EQ(runs.get().value(), "cancelled");
  EXPECT_EQ(waits.get().error().name, "ServiceException");
  EXPECT_EQ(invoke("until_cancelled").get().error().name, "ServiceException");
  host_.reset();
}

}  // namespace
}  // namespace helio::functions
