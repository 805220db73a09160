// Waiting: an operation blocks until somebody answers on another thread, or the server stops.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>

#include "base/result.hpp"

namespace helio::aws::states {

class Waiting {
 public:
  // How long a store may take for one write.
  static constexpr std::chrono::milliseconds kWriteMax{30'000};

  // Calls begin(done) and waits until done(answer) was called. None: it was not, in that time or
  // before the stop; it may still be called later, to no effect.
  template <typename Answer, typename Begin>
  [[nodiscard]] std::optional<Answer> answer(Begin&& begin, std::chrono::milliseconds max) const {
    auto const promise = std::make_shared<std::promise<Answer>>();
    auto future = promise->get_future();
    if (stopped_) return std::nullopt;
    begin([promise](Answer answer) { promise->set_value(std::move(answer)); });
    auto const give_up = std::chrono::steady_clock::now() + max;
    while (future.wait_for(kLook) != std::future_status::ready) {
      if (stopped_ || std::chrono::steady_clock::now() > give_up) return std::nullopt;
    }
    return future.get();
  }

  // The same for what the engine answers. Errors: its own; unavailable
  // "ServiceUnavailableException".
  template <typename T, typename Begin>
  [[nodiscard]] Result<T> result(Begin&& begin, std::chrono::milliseconds max = kWriteMax) const {
    auto answered = answer<Result<T>>(std::forward<Begin>(begin), max);
    if (answered) return *std::move(answered);
    return fail(Errc::unavailable, "ServiceUnavailableException",
                "The server stops, or its store does not answer; try again later.");
  }

  // One of the few places for an operation that may wait for minutes: it holds a worker of the
  // server all the time. Errors: exhausted "ThrottlingException".
  using Place = std::shared_ptr<void const>;
  [[nodiscard]] Result<Place> take_place() const {
    Place place(nullptr, [this](void const*) { --places_; });
    if (++places_ <= kPlacesMax) return place;
    return fail(Errc::exhausted, "ThrottlingException",
                "Rate exceeded: too many synchronous executions are under way; try again later.");
  }

  void stop() noexcept { stopped_ = true; }

 private:
  static constexpr std::chrono::milliseconds kLook{50};  // how often for a stop
  static constexpr int kPlacesMax = 8;
  std::atomic<bool> stopped_ = false;
  mutable std::atomic<int> places_ = 0;
};

}  // namespace helio::aws::states
