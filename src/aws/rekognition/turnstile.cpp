#include "aws/rekognition/turnstile.hpp"

namespace helio::aws::rekognition {

Turnstile::Turn::~Turn() {
  if (turnstile_ == nullptr) return;
  {
    std::lock_guard const lock(turnstile_->mutex_);
    --turnstile_->inside_;
  }
  turnstile_->free_.notify_one();
}

Result<Turnstile::Turn> Turnstile::enter() {
  std::unique_lock lock(mutex_);
  if (inside_ >= options_.at_a_time) {
    if (waiting_ >= options_.waiting_max) {
      return fail(Errc::exhausted, "ProvisionedThroughputExceededException",
                  "Provisioned rate exceeded: too many pictures are waiting; try again a little "
                  "later.");
    }
    ++waiting_;
    free_.wait(lock, [this] { return inside_ < options_.at_a_time; });
    --waiting_;
  }
  ++inside_;
  return Turn(*this);
}

}  // namespace helio::aws::rekognition
