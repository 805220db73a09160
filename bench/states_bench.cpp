// How many state transitions a second the engine makes: EXPRESS, and STANDARD durable on a disk.
//
// usage: states_bench FOLDER    the database is made in FOLDER, which decides the disk
// A transition is a state entered. Tasks answer at once, so that the engine alone is timed.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>

#include <nlohmann/json.hpp>

#include "adapters/sqlite/execution_store.hpp"
#include "adapters/sqlite/machine_store.hpp"
#include "asl/engine.hpp"

namespace {

using namespace helio;

class Echo final : public asl::TaskRunner {
 public:
  void run(asl::Resource const&, asl::Data parameters, asl::TaskContext, Done done) override {
    done(std::move(parameters));
  }
  void cancel(std::string const&, asl::TaskId) override {}
};

// Counts executions that end.
class Ends {
 public:
  void note(asl::ExecutionChange const& change) {
    if (change.event != "ExecutionSucceeded") return;
    std::scoped_lock const lock(mutex_);
    ++count_;
    changed_.notify_all();
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
};

std::string chain(int states, bool tasks) {
  Json definition = {{"StartAt", "S0"}, {"States", Json::object()}};
  for (int i = 0; i < states; ++i) {
    Json state = {{"Type", tasks ? "Task" : "Pass"}};
    if (tasks) state["Resource"] = "arn:aws:states:::sns:publish";
    if (i + 1 < states) {
      state["Next"] = "S" + std::to_string(i + 1);
    } else {
      state["End"] = true;
    }
    definition["States"]["S" + std::to_string(i)] = state;
  }
  return definition.dump();
}

int measure(sqlite::Database& database, asl::MachineType type, std::size_t executions) {
  constexpr int kStates = 20;
  constexpr std::size_t kAtOnce = 1'000;
  bool const express = type == asl::MachineType::express;
  auto const store = sqlite::ExecutionStore::open(database);
  auto const machines = sqlite::MachineStore::open(database);
  if (!store || !machines) return 1;
  SystemClock const clock;
  SystemRandom random;
  Echo tasks;
  Ends ends;
  asl::MachineCatalog catalog(**machines, clock, random, {});
  asl::Engine engine({**store, catalog, tasks, clock, random}, {.running_max = kAtOnce},
                     [&](asl::ExecutionChange const& change) { ends.note(change); });
  auto const machine = catalog.create({.name = express ? "express" : "standard",
                                       .definition = chain(kStates, !express),
                                       .type = type});
  if (!machine) return 1;
  auto const start = std::chrono::steady_clock::now();
  for (std::size_t started = 0; started < executions; ++started) {
    if (started >= kAtOnce) ends.wait_for(started - kAtOnce + 1);
    engine.start_execution({.machine_arn = machine->arn, .input = R"({"image":"a.jpg"})"},
                           [](Result<asl::Started> const& result) {
                             if (!result) std::puts(result.error().message.c_str());
                           });
  }
  ends.wait_for(executions);
  double const seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  double const transitions = static_cast<double>(executions) * kStates;
  std::printf("%s: %.0f transitions/s, %.0f executions/s (%zu executions of %d states)\n",
              express ? "EXPRESS" : "STANDARD", transitions / seconds,
              static_cast<double>(executions) / seconds, executions, kStates);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::fputs("usage: states_bench FOLDER\n", stderr);
    return 2;
  }
  auto const path = std::filesystem::path(words[1]) / "states_bench.db";
  auto const database = sqlite::Database::open(path);
  if (!database) {
    std::fprintf(stderr, "%s\n", database.error().message.c_str());
    return 1;
  }
  return measure(**database, asl::MachineType::express, 20'000) |
         measure(**database, asl::MachineType::standard, 2'000);
}
