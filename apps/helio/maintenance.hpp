// Maintenance: what a server does now and then: drops what is past its retention, aborts uploads
// that nobody completes, removes files that a crash left.
#pragma once

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
  void round();

  Storage& storage_;
  Pipeline& pipeline_;
  std::jthread thread_;  // last: uses all of the above
};

// Removes records past their time, with their objects and all that was made of them, as DELETE
// /results/{image_id} does. How many. Errors: the stores'.
[[nodiscard]] Result<std::size_t> sweep_results(results::ResultStore& results,
                                                objects::ObjectStore& objects, Timestamp now);

}  // namespace helio::cli
