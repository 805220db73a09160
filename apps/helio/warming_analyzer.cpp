#include "helio/warming_analyzer.hpp"

namespace helio::cli {

Result<void> WarmingAnalyzer::warm_up() {
  auto loaded = load_();
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  {
    std::scoped_lock const lock(mutex_);
    analyze_ = std::move(*loaded);
  }
  changed_.notify_all();
  return {};
}

bool WarmingAnalyzer::is_warm() const {
  std::scoped_lock const lock(mutex_);
  return bool(analyze_);
}

Result<vision::ImageReport> WarmingAnalyzer::analyze(BytesView file,
                                                     vision::AnalyzeOptions const& options) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return analyze_ || stopped_; });
    if (!analyze_) {
      return fail(Errc::cancelled, "ThrottlingException",
                  "The server stops, and its models are not loaded; try again later.");
    }
  }
  return analyze_(file, options);
}

void WarmingAnalyzer::stop() {
  {
    std::scoped_lock const lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

}  // namespace helio::cli
