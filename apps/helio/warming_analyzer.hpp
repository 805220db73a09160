// WarmingAnalyzer: the analyzer of a server, which listens while the models are being loaded. Who
// asks for a picture before that is done waits for it.
//
// Errors   analyze(): the analyzer's; unavailable "ThrottlingException" where the models never came
//          before the server stopped.
// Threads  warm_up() once, from any thread, and it blocks; the rest from any number of threads.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>

#include "base/file.hpp"
#include "base/result.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

class WarmingAnalyzer {
 public:
  // Loads and warms the models.
  using Load = std::function<Result<vision::Analyze>()>;

  explicit WarmingAnalyzer(Load load) : load_(std::move(load)) {}

  [[nodiscard]] Result<void> warm_up();
  [[nodiscard]] bool is_warm() const;
  [[nodiscard]] Result<vision::ImageReport> analyze(BytesView file,
                                                    vision::AnalyzeOptions const& options);
  void stop();  // nobody waits any longer

 private:
  const Load load_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  vision::Analyze analyze_;  // empty until it is warm, and constant from then on
  bool stopped_ = false;
};

}  // namespace helio::cli
