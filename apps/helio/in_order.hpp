// in_order(): many jobs side by side, their results taken one by one in the order of the jobs.
//
// Memory   at most `ahead_max` jobs are running or done and not yet taken.
// Threads  `work` runs on the pool, `take` on the calling thread only. When `take` returns false no
//          further job starts; those that run are waited for, and their results dropped.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <utility>

#include "base/worker_pool.hpp"

namespace helio::cli {

// T is what work(i) returns for job i of 0..count-1; take(i, T) -> go on? The pool must have room
// for `ahead_max` waiting jobs and be used by nobody else.
template <typename T>
void in_order(WorkerPool& pool, std::size_t count, std::size_t ahead_max,
              std::function<T(std::size_t)> const& work,
              std::function<bool(std::size_t, T)> const& take) {
  std::deque<std::future<T>> running;
  std::size_t next = 0;
  bool going = true;
  for (std::size_t taken = 0; going ? taken < count : !running.empty(); ++taken) {
    while (going && next < count && running.size() < ahead_max) {
      auto task =
          std::make_shared<std::packaged_task<T()>>([&work, job = next] { return work(job); });
      running.push_back(task->get_future());
      // A refused job would never be done; the caller sized the pool, so it is run here instead.
      if (!pool.submit([task] { (*task)(); })) (*task)();
      ++next;
    }
    T result = running.front().get();
    running.pop_front();
    if (going) going = take(taken, std::move(result));
  }
}

}  // namespace helio::cli
