// Goal: the promises of asl/execution_store.hpp and asl/machine_store.hpp hold for every store.
// Method: one TEST_P per promise; a store joins with one INSTANTIATE line.
#pragma once

#include <functional>
#include <memory>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/execution_store.hpp"
#include "asl/machine_store.hpp"

namespace helio::asl {

class StoresUnderTest {
 public:
  virtual ~StoresUnderTest() = default;
  virtual ExecutionStore& executions() = 0;
  virtual MachineStore& machines() = 0;
  virtual void settle() = 0;  // returns when every write asked for has called back
};

class ExecutionStoreContract
    : public testing::TestWithParam<std::function<std::unique_ptr<StoresUnderTest>()>> {
 protected:
  static Timestamp at(int second) { return Timestamp(std::chrono::seconds(second)); }

  static ExecutionRecord record(std::string const& name, std::string const& machine = "m") {
    return {.arn = "arn:" + name,
            .name = name,
            .machine_arn = machine,
            .revision = "r",
            .started_at = at(1),
            .input = R"({"a":1})"};
  }

  // The sequence, or the error's name.
  std::string create(ExecutionRecord const& record) {
    std::string answer;
    store().create(record, [&](Result<std::int64_t> const& created) {
      answer = created ? std::to_string(*created) : created.error().name;
    });
    stores_->settle();
    return answer;
  }

  std::string append(ExecutionUpdate update) {
    std::string answer;
    store().append(std::move(update), [&](Result<void> const& written) {
      answer = written ? "written" : written.error().name;
    });
    stores_->settle();
    return answer;
  }

  std::string end(std::string const& name, Status status, int second) {
    auto ended = *store().find("arn:" + name);
    ended.status = status;
    ended.stopped_at = at(second);
    ExecutionUpdate update{.arn = ended.arn, .sequence = ended.sequence};
    update.record = ended;
    return append(std::move(update));
  }

  std::string names(ExecutionQuery const& query) {
    std::string all;
    auto const listed = store().list(query).value();
    for (auto const& one : listed) all += one.name;
    return all;
  }

  std::string ids(HistoryQuery const& query) {
    std::string all;
    auto const events = store().history("arn:a", query).value();
    for (auto const& event : events) {
      all += std::to_string(event["id"].get<int>()) + " ";
    }
    return all;
  }

  ExecutionStore& store() { return stores_->executions(); }

  std::unique_ptr<StoresUnderTest> stores_ = GetParam()();
};

TEST_P(ExecutionStoreContract, KeepsWhatWasCreated) {
  EXPECT_EQ(create(record("a")), "1");
  EXPECT_EQ(create(record("b")), "2");
  EXPECT_EQ(create(record("a")), "ExecutionAlreadyExists");
  auto const found = store().find("arn:b");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, "b");
  EXPECT_EQ(found->machine_arn, "m");
  EXPECT_EQ(found->status, Status::running);
  EXPECT_EQ(found->started_at, at(1));
  EXPECT_EQ(found->input, R"({"a":1})");
  EXPECT_FALSE(found->stopped_at || found->output || found->error || found->redriven_at);
  EXPECT_EQ(found->sequence, 2);
  EXPECT_EQ(store().find("arn:c").error().name, "ExecutionDoesNotExist");
  EXPECT_EQ(store().load("arn:c").error().name, "ExecutionDoesNotExist");
  EXPECT_EQ(store().history("arn:c", {}).error().name, "ExecutionDoesNotExist");
}

TEST_P(ExecutionStoreContract, KeepsTheNewestState) {
  create(record("a"));
  EXPECT_FALSE(store().load("arn:a")->state.has_value());
  EXPECT_EQ(append({.arn = "arn:a", .sequence = 1, .state = "1"}), "written");
  EXPECT_EQ(append({.arn = "arn:a", .sequence = 1, .state = "2"}), "written");
  EXPECT_EQ(append({.arn = "arn:a", .sequence = 1}), "written");
  EXPECT_EQ(store().load("arn:a")->state, "2");
  EXPECT_EQ(append({.arn = "arn:a", .sequence = 1, .state = ""}), "written");
  EXPECT_FALSE(store().load("arn:a")->state.has_value());
}

TEST_P(ExecutionStoreContract, KeepsTheEnd) {
  create(record("a"));
  auto ended = *store().find("arn:a");
  ended.status = Status::failed;
  ended.stopped_at = at(9);
  ended.output = "null";
  ended.error = "E";
  ended.cause = "c";
  ended.redrives = 2;
  ended.redriven_at = at(8);
  ExecutionUpdate update{.arn = "arn:a", .sequence = 1};
  update.record = ended;
  EXPECT_EQ(append(std::move(update)), "written");
  auto const found = *store().find("arn:a");
  EXPECT_EQ(found.status, Status::failed);
  EXPECT_EQ(found.stopped_at, at(9));
  EXPECT_EQ(found.output, "null");
  EXPECT_EQ(found.error, "E");
  EXPECT_EQ(found.cause, "c");
  EXPECT_EQ(found.redrives, 2);
  EXPECT_EQ(found.redriven_at, at(8));
}

TEST_P(ExecutionStoreContract, ListsTheNewestFirst) {
  for (char const* const name : {"a", "b", "c"}) create(record(name));
  create(record("x", "other"));
  end("b", Status::succeeded, 5);
  EXPECT_EQ(names({}), "xcba");
  EXPECT_EQ(names({.machine_arn = "m"}), "cba");
  EXPECT_EQ(names({.machine_arn = "m", .status = Status::running}), "ca");
  EXPECT_EQ(names({.status = Status::succeeded}), "b");
  EXPECT_EQ(names({.machine_arn = "m", .before = 3, .limit = 1}), "b");
  EXPECT_EQ(names({.machine_arn = "none"}), "");
}

TEST_P(ExecutionStoreContract, FindsTheUnfinished) {
  for (char const* const name : {"a", "b", "c"}) create(record(name));
  end("b", Status::failed, 5);
  auto const all = *store().unfinished(0, 10);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].arn, "arn:a");
  EXPECT_EQ(all[1].arn, "arn:c");
  EXPECT_EQ(store().unfinished(0, 1)->size(), 1U);
  EXPECT_EQ(store().unfinished(all[0].sequence, 10)->front().arn, "arn:c");
}

TEST_P(ExecutionStoreContract, PagesTheHistory) {
  create(record("a"));
  EXPECT_EQ(ids({}), "");
  append({.arn = "arn:a",
          .sequence = 1,
          .first_event = 1,
          .events = {R"({"id":1})", R"({"id":2})", R"({"id":3})"}});
  append({.arn = "arn:a", .sequence = 1, .first_event = 4, .events = {R"({"id":4})"}});
  append(
      {.arn = "arn:a", .sequence = 1, .first_event = 5, .events = {R"({"id":5})", R"({"id":6})"}});
  EXPECT_EQ(ids({}), "1 2 3 4 5 6 ");
  EXPECT_EQ(ids({.limit = 2}), "1 2 ");
  EXPECT_EQ(ids({.after = 2, .limit = 2}), "3 4 ");
  EXPECT_EQ(ids({.after = 3}), "4 5 6 ");
  EXPECT_EQ(ids({.after = 6}), "");
  EXPECT_EQ(ids({.newest_first = true, .limit = 3}), "6 5 4 ");
  EXPECT_EQ(ids({.newest_first = true, .after = 3}), "2 1 ");
  EXPECT_EQ(ids({.newest_first = true, .after = 6, .limit = 1}), "5 ");
  EXPECT_EQ(ids({.newest_first = true, .after = 1}), "");
}

TEST_P(ExecutionStoreContract, DropsWhatStoppedLongAgo) {
  for (char const* const name : {"a", "b", "c"}) create(record(name));
  end("a", Status::failed, 5);
  end("b", Status::failed, 7);
  EXPECT_EQ(store().drop_stopped_before(at(5), 10).value(), 0U);
  EXPECT_EQ(store().drop_stopped_before(at(8), 1).value(), 1U);
  EXPECT_EQ(names({}), "cb");
  EXPECT_EQ(store().drop_stopped_before(at(8), 10).value(), 1U);
  EXPECT_EQ(names({}), "c");
  EXPECT_EQ(create(record("a")), "4");
}

TEST_P(ExecutionStoreContract, KeepsEveryRevisionOfAMachine) {
  MachineStore& machines = stores_->machines();
  MachineRecord machine{"arn:m", "m", MachineType::express, "{}", "role", "r1", at(1), at(1)};
  EXPECT_EQ(machines.find("arn:m").error().name, "StateMachineDoesNotExist");
  ASSERT_TRUE(machines.put(machine));
  machine.definition = "[]";
  machine.revision = "r2";
  machine.updated_at = at(2);
  ASSERT_TRUE(machines.put(machine));
  auto const newest = machines.find("arn:m");
  ASSERT_TRUE(newest.has_value());
  EXPECT_EQ(newest->definition, "[]");
  EXPECT_EQ(newest->type, MachineType::express);
  EXPECT_EQ(newest->role_arn, "role");
  EXPECT_EQ(newest->created_at, at(1));
  EXPECT_EQ(newest->updated_at, at(2));
  EXPECT_EQ(machines.revision("arn:m", "r1")->definition, "{}");
  EXPECT_FALSE(machines.revision("arn:m", "r3").has_value());

  ASSERT_TRUE(machines.put({"arn:n", "n", MachineType::standard, "{}", "", "r", at(1), at(1)}));
  ASSERT_EQ(machines.list("", 10)->size(), 2U);
  EXPECT_EQ(machines.list("", 1)->front().name, "m");
  EXPECT_EQ(machines.list("m", 10)->front().name, "n");
  ASSERT_TRUE(machines.remove("arn:m"));
  EXPECT_FALSE(machines.find("arn:m").has_value());
  EXPECT_TRUE(machines.revision("arn:m", "r1").has_value());
  EXPECT_EQ(machines.remove("arn:m").error().name, "StateMachineDoesNotExist");
}

}  // namespace helio::asl
