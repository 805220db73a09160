#include "helio/readiness.hpp"

#include <utility>

#include <fmt/format.h>

namespace helio::cli {
namespace {

constexpr auto kGoodFor = std::chrono::seconds(1);

}  // namespace

Readiness::Readiness(Sources sources, std::uint64_t free_bytes_min, Clock const& clock)
    : sources_(std::move(sources)), free_bytes_min_(free_bytes_min), clock_(clock) {}

Readiness::Seen Readiness::look_afresh() const {
  Seen seen;
  auto const written = sources_.write();
  seen.database_writable = written.has_value();
  if (!written) seen.faults.push_back("The database takes no writes: " + written.error().message);
  auto const free = sources_.free_bytes();
  seen.free_bytes = free.value_or(0);
  if (!free) {
    seen.faults.push_back("The data folder cannot be looked at: " + free.error().message);
  } else if (*free < free_bytes_min_) {
    seen.faults.push_back(
        fmt::format("The disk of the data folder has {} bytes free; uploads need {} (setting "
                    "disk_free_bytes_min).",
                    *free, free_bytes_min_));
  }
  return seen;
}

Readiness::Seen Readiness::look() {
  std::scoped_lock const lock(mutex_);
  if (!seen_at_ || clock_.now() - *seen_at_ >= kGoodFor) {
    seen_ = look_afresh();
    seen_at_ = clock_.now();
  }
  Seen seen = seen_;
  if (!sources_.warm()) {
    seen.faults.emplace_back("The models are being loaded; uploads are taken and wait for them.");
  }
  if (stopping_) seen.faults.emplace_back("The server is stopping.");
  return seen;
}

void Readiness::begin_stop() {
  std::scoped_lock const lock(mutex_);
  stopping_ = true;
}

}  // namespace helio::cli
