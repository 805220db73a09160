#include "logs/log_appender.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>
#include <pthread.h>

#include "base/log.hpp"

namespace helio::logs {
namespace {

constexpr std::size_t kEventCostBytes = 64;  // of an event besides its message

std::string drop_message(std::uint64_t dropped) {
  return std::to_string(dropped) +
         " log lines before this one were dropped: the log store is slow.";
}

}  // namespace

LogAppender::LogAppender(LogStore& store, Clock const& clock, LogAppenderOptions options)
    : store_(store), clock_(clock), options_(options), thread_([this] { run(); }) {}

LogAppender::~LogAppender() {
  {
    std::scoped_lock const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void LogAppender::append(std::string_view group, std::string_view stream, std::string message) {
  if (message.size() > kMessageBytesMax) message.resize(kMessageBytesMax);
  std::scoped_lock const lock(mutex_);
  std::size_t const cost = message.size() + kEventCostBytes;
  if (waiting_bytes_ + cost > options_.bytes_max) {
    ++dropped_;
    ++unsaid_;
    return;
  }
  auto batch = std::ranges::find_if(
      waiting_, [&](Batch const& each) { return each.group == group && each.stream == stream; });
  if (batch == waiting_.end()) {
    waiting_.push_back({std::string(group), std::string(stream), {}});
    batch = waiting_.end() - 1;
  }
  Timestamp const now = clock_.wall();
  if (unsaid_ > 0) batch->events.push_back({now, drop_message(std::exchange(unsaid_, 0))});
  batch->events.push_back({now, std::move(message)});
  waiting_bytes_ += cost;
}

void LogAppender::flush() {
  std::unique_lock lock(mutex_);
  std::uint64_t const wanted = ++flushes_asked_;
  wake_.notify_all();
  written_.wait(lock, [&] { return flushes_done_ >= wanted; });
}

std::uint64_t LogAppender::dropped() const {
  std::scoped_lock const lock(mutex_);
  return dropped_;
}

void LogAppender::run() {
  pthread_setname_np(pthread_self(), "logs");
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait_for(lock, options_.every,
                   [this] { return stopping_ || flushes_asked_ > flushes_done_; });
    bool const last = stopping_;
    std::uint64_t const flush = flushes_asked_;
    std::vector<Batch> batches = std::exchange(waiting_, {});
    waiting_bytes_ = 0;
    lock.unlock();
    write(batches);
    lock.lock();
    flushes_done_ = flush;
    written_.notify_all();
    if (last && waiting_.empty()) return;
  }
}

void LogAppender::write(std::vector<Batch> const& batches) {
  if (batches.empty()) return;
  auto const written = store_.append(batches);
  if (written) return;
  std::uint64_t lost = 0;
  for (Batch const& batch : batches) lost += batch.events.size();
  Json fields = log::fields_of(written.error());
  fields["lines"] = lost;
  log::warning("Log lines could not be stored.", fields);
  std::scoped_lock const lock(mutex_);
  dropped_ += lost;
  unsaid_ += lost;
}

}  // namespace helio::logs
