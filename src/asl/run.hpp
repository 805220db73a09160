// Run: the inside of an Execution. Frames are its threads: one for the machine, one for each branch
// of a Parallel and each iteration of a Map that is under way. A step enters or leaves one state of
// one frame; frames that can make a step stand in a queue, so that branches take turns.
//
// Each type of state has its own source with an execute_… function; what they share is here.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "asl/execution.hpp"
#include "asl/scope.hpp"

namespace helio::asl {

struct Failure {
  std::optional<std::string> error;
  std::optional<std::string> cause;
  bool of_branch = false;  // a branch or iteration failed, not the state itself
};

template <typename T>
using Outcome = tl::expected<T, Failure>;

using FrameId = std::int64_t;  // a child's is greater than its parent's

enum class Phase : std::uint8_t { enter, again, leave, wait, backoff, task, join };

struct TaskRun {
  TaskId id = 0;
  Data parameters;
  Data credentials;
  std::optional<std::int64_t> timeout_s;
  std::optional<std::int64_t> heartbeat_s;
  std::optional<Timestamp> timeout_at;
  std::optional<Timestamp> heartbeat_at;
  bool submitted = false;
};

// A Parallel or Map that waits for its children.
struct Join {
  std::vector<Data> results;  // null where there is none yet, or the item failed
  Data input;                 // of the state, after InputPath: ItemSelector reads it
  Data items;                 // an array; null for Parallel
  std::size_t next = 0;       // the first child not yet started
  std::size_t running = 0;
  std::size_t failed = 0;
  std::size_t concurrency = 0;
  double failed_max = 0;  // a distributed Map tolerates so many
};

struct Frame {
  FrameId id = 0;
  FrameId parent = 0;      // 0: none
  std::size_t branch = 0;  // which branch or item of its parent's state
  Flow const* flow = nullptr;
  StateIndex state = 0;
  Phase phase = Phase::enter;
  bool silent = false;     // its history is not this execution's: a distributed Map's item
  Data input;              // of the state, as it came
  Data output;             // for leave
  StateIndex next = kEnd;  // for leave
  Data assigned;           // for leave: new variables, or null
  Data variables;          // of this frame's own scope, or null
  Data item;               // of a Map's iteration: $$.Map.Item.Value
  std::string token;       // of a task that waits for one: $$.Task.Token
  std::int64_t last_event = 0;
  std::int64_t entered_event = 0;
  Timestamp entered_at;
  int retries = 0;
  std::vector<int> attempts;  // per retrier
  std::optional<Timestamp> deadline;
  std::optional<TaskRun> task;
  std::optional<Join> join;

  [[nodiscard]] State const& at() const { return flow->states[state]; }
};

struct Run {
  std::shared_ptr<StateMachine const> machine;
  Data input;
  ExecutionInfo info;
  Random* random = nullptr;
  ExecutionOptions options;

  Status status = Status::running;
  Data output;
  Failure failure;
  Timestamp started_at;
  Timestamp now;
  std::optional<Timestamp> deadline;  // TimeoutSeconds of the machine
  std::int64_t events = 0;
  TaskId tasks = 0;
  FrameId frames_made = 0;
  std::map<FrameId, Frame> frames;
  std::deque<FrameId> ready;
  std::set<std::pair<Timestamp, FrameId>> timers;
  Batch batch;
  bool history_full = false;
  Json context = Json::object();  // the Context object, for a state that reads it

  // run.cpp: the loop
  Batch steps(Timestamp time);
  void step(Frame& frame);
  void enter(Frame& frame);
  void execute(Frame& frame);
  void leave(Frame& frame);
  void make_ready(Frame& frame, Phase phase);
  void wait_until(Frame& frame, Phase phase, std::optional<Timestamp> time);
  void fire(Frame& frame);
  Frame& add_frame(Frame const& parent, Flow const& flow, std::size_t branch, Data data);
  void drop_children(FrameId parent);
  void drop_all();
  void end(Status how);

  // failures.cpp
  void fail(Frame& frame, Failure why);
  void fail(Frame& frame, Error const& error);
  void fail_runtime(Frame& frame, std::string const& message);
  [[nodiscard]] Failure failure_of(Frame const& frame, Error const& error) const;

  // data_flow.cpp
  [[nodiscard]] Scope scope(Frame const& frame, Json const& data) const;
  void build_context(Frame const& frame, Data const& item = nullptr, std::size_t index = 0);
  [[nodiscard]] Outcome<Data> select(Frame const& frame, Selection const& how, Data const& from);
  [[nodiscard]] Outcome<Data> fill(Frame const& frame, std::optional<PayloadTemplate> const& with,
                                   Data const& from);
  [[nodiscard]] Outcome<Json> read(Frame const& frame, JsonPath const& path, Json const& from);
  void complete(Frame& frame, Data result);  // of a state with Next or End
  void complete(Frame& frame, Data result, std::optional<PayloadTemplate> const& assign,
                StateIndex next);  // the same, as Choice and Catch need it
  [[nodiscard]] Outcome<void> assign(Frame& frame, std::optional<PayloadTemplate> const& with,
                                     Data const& from);
  void apply_assigned(Frame& frame);
  [[nodiscard]] Outcome<Data> place(Frame const& frame, Placement const& how, Data result);
  [[nodiscard]] Outcome<void> within_limits(Json const& data, std::string const& whose) const;

  // events.cpp: every event goes through record(); nullptr if history is not kept
  // With `leads_on` the frame's next event comes after this one.
  HistoryEvent* record(Frame& frame, EventType type, bool leads_on = true);
  void record_start();
  void record_end();
};

}  // namespace helio::asl
