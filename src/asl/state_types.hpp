// What executing a state of each type means; one source per type. Each function is called when the
// state has been entered, and again for each retry. It completes or fails the frame at once, or
// leaves it waiting for a time, a task or its children.
#pragma once

#include "asl/run.hpp"

namespace helio::asl {

// `data` is the input after InputPath and Parameters.
void execute(Run& run, Frame& frame, TaskState const& task, Data const& data);
void execute(Run& run, Frame& frame, PassState const& pass, Data const& data);
void execute(Run& run, Frame& frame, ChoiceState const& choice, Data const& data);
void execute(Run& run, Frame& frame, WaitState const& wait, Data const& data);
void execute(Run& run, Frame& frame, SucceedState const& succeed, Data const& data);
void execute(Run& run, Frame& frame, FailState const& fail, Data const& data);
void execute(Run& run, Frame& frame, ParallelState const& parallel, Data const& data);
void execute(Run& run, Frame& frame, MapState const& map, Data const& data);

// task.cpp: the token that Parameters may hand out, and a task in flight
void issue_token(Run& run, Frame& frame);
void submit_task(Run& run, Frame& frame, Data output);
void beat_task(Run& run, Frame& frame);
void end_task(Run& run, Frame& frame, Data output);
void fail_task(Run& run, Frame& frame, Failure why);
void time_out_task(Run& run, Frame& frame);
void cancel_task(Run& run, Frame& frame);
[[nodiscard]] ScheduleTask schedule_command(Frame const& frame);
[[nodiscard]] Frame* frame_of_task(Run& run, TaskId id);

// parallel.cpp, map.cpp: a child of `frame` has ended with `output`; the child is still there.
void child_succeeded(Run& run, Frame& frame, ParallelState const& parallel, Frame& child);
void child_succeeded(Run& run, Frame& frame, MapState const& map, Frame& child);
// A child failed. Gives what the state of `frame` fails with, nothing if it goes on without it.
[[nodiscard]] std::optional<Failure> child_failed(Run& run, Frame& frame, ParallelState const& of,
                                                  Frame& child, Failure why);
[[nodiscard]] std::optional<Failure> child_failed(Run& run, Frame& frame, MapState const& map,
                                                  Frame& child, Failure why);

// retrier.cpp: whether the state is tried again after `why`, and then when.
[[nodiscard]] bool try_again(Run& run, Frame& frame, Failure const& why);
// catcher.cpp: whether a catcher takes it; the frame then leaves the state for its Next. What goes
// wrong in the catcher itself takes the place of `why`.
[[nodiscard]] bool caught(Run& run, Frame& frame, Failure& why);
// Does one of the names in ErrorEquals stand for this failure?
[[nodiscard]] bool matches(std::vector<std::string> const& error_equals, Failure const& why);
// retrier.cpp: what a retrier waits after so many attempts, before jitter.
[[nodiscard]] double backoff_s(Retrier const& retrier, int attempts);

// amounts.cpp: numbers that a definition gives or reads from the input.
[[nodiscard]] Outcome<std::optional<std::int64_t>> read_seconds(Run& run, Frame const& frame,
                                                                Amount const& amount,
                                                                std::string_view field,
                                                                Json const& from);
[[nodiscard]] Outcome<std::optional<std::int64_t>> read_count(Run& run, Frame const& frame,
                                                              Amount const& amount,
                                                              std::string_view field,
                                                              Json const& from);
[[nodiscard]] Outcome<std::optional<double>> read_percentage(Run& run, Frame const& frame,
                                                             Amount const& amount,
                                                             std::string_view field,
                                                             Json const& from);

}  // namespace helio::asl
