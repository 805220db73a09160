// Maintenance: what a server does now and then: drops what is past its retention, aborts uploads
// that nobody completes, carries out buckets' lifecycles, removes files that a crash left, rotates
// the master key when it is asked to.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>
#include <thread>

#include "helio/config.hpp"
#include "helio/pipeline.hpp"
#include "helio/storage.hpp"

namespace helio::cli {

class Maintenance {
 public:
  // A thread does one round now and then one each ten minutes. All outlive it.
  Maintenance(Storage& storage, Pipeline& pipeline);

 private:
  void run(std::stop_token const& stop);
  void round(std::stop_token const& stop);
  void expire(Timestamp now, std::stop_token const& stop);

  Storage& storage_;
  Pipeline& pipeline_;
  std::chrono::sys_days lifecycle_day_;  // of the last round that was carried out
  std::jthread thread_;                  // last: uses all of the above
};

// Calls `sweep`, which removes a bounded batch and says how many, until it finds nothing. It ends
// early where a stop is asked for, and at the bound of one round. How many were removed.
[[nodiscard]] Result<std::size_t> sweep_in_batches(
    std::stop_token const& stop, std::function<Result<std::size_t>()> const& sweep);

// Removes a batch of records past their time, with their objects and all that was made of them, as
// DELETE /results/{image_id} does. A record without a version tells of the object that was put
// before its bucket had versions, and of no newer one. How many. Errors: the stores'.
[[nodiscard]] Result<std::size_t> sweep_results(results::ResultStore& results,
                                                objects::ObjectStore& objects, Timestamp now);

}  // namespace helio::cli
