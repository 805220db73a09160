// Any text as a definition: validate() and parse_definition() agree, and what they accept runs a
// bounded number of steps, is saved and restored, and goes on as if nothing had happened.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "asl/data_texts.hpp"
#include "asl/execution.hpp"
#include "asl/parse.hpp"

namespace {

using namespace helio::asl;

void require(bool holds) {
  if (!holds) std::abort();
}

// Small enough for a fuzzer, and endless loops end.
constexpr ExecutionOptions kOptions{.history_events_max = 400, .steps_max = 7};

// Answers each task, alternately with a result and an error, and jumps to each timer.
void run(Execution& execution, std::shared_ptr<StateMachine const> const& machine,
         helio::Random& random) {
  helio::Timestamp now{std::chrono::seconds(1'750'000'000)};
  Batch batch = execution.start(now);
  for (int turn = 0; turn < 200 && execution.status() == Status::running; ++turn) {
    for (Command const& command : batch.commands) {
      auto const* const task = std::get_if<ScheduleTask>(&command);
      if (task == nullptr) continue;
      if (task->id % 2 == 0) {
        static_cast<void>(execution.task_failed(task->id, "E", "c", now));
      } else {
        static_cast<void>(execution.task_succeeded(task->id, task->parameters, now));
      }
    }
    if (turn % 5 == 4) {
      DataTexts texts;
      auto const saved = helio::parse_json(execution.save(texts), {.depth_max = kSavedDepthMax});
      require(saved.has_value());
      auto restored = Execution::restore(machine, *saved, random, kOptions);
      require(restored.has_value());
      execution = std::move(*restored);
      batch = execution.resume(now);
    } else {
      if (batch.wake_at && *batch.wake_at > now) now = *batch.wake_at;
      batch = execution.advance(now);
    }
  }
  require((execution.output() != nullptr) == (execution.status() == Status::succeeded));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(bytes), size);
  auto const machine = parse_definition(text);
  require(machine.has_value() == !has_errors(validate(text)));
  if (!machine) return 0;
  helio::SeededRandom random(1);
  auto const input = std::make_shared<helio::Json const>(
      helio::Json{{"n", 1}, {"t", "text"}, {"a", {1, "2", nullptr}}, {"o", {{"k", true}}}});
  Execution execution(*machine, input, {}, random, kOptions);
  run(execution, *machine, random);
  return 0;
}
