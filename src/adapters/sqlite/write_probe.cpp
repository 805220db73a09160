#include "adapters/sqlite/write_probe.hpp"

#include <condition_variable>
#include <mutex>

namespace helio::sqlite {
namespace {

constexpr std::string_view kSteps[] = {
    "CREATE TABLE write_probe (one INTEGER PRIMARY KEY, times INTEGER NOT NULL) STRICT"};

Result<void> write_row(Connection& connection) {
  return connection.execute(
      "INSERT INTO write_probe VALUES (1, 1) ON CONFLICT DO UPDATE SET times = times + 1");
}

}  // namespace

struct WriteProbe::State {
  std::mutex mutex;
  std::condition_variable answered;
  bool under_way = false;
  Result<void> outcome;

  void answer(Result<void> result) {
    std::scoped_lock const lock(mutex);
    outcome = std::move(result);
    under_way = false;
    answered.notify_all();
  }
};

WriteProbe::WriteProbe(Database& database)
    : database_(database), state_(std::make_shared<State>()) {}

Result<std::unique_ptr<WriteProbe>> WriteProbe::open(Database& database) {
  auto const made = database.migrate("write_probe", kSteps);
  if (!made) return tl::unexpected<Error>(made.error());
  return std::unique_ptr<WriteProbe>(new WriteProbe(database));
}

Result<void> WriteProbe::write(std::chrono::milliseconds wait_max) {
  std::unique_lock lock(state_->mutex);
  if (!state_->under_way) {
    state_->under_way = true;
    lock.unlock();
    auto queued = database_.submit(
        write_row, [state = state_](Result<void> result) { state->answer(std::move(result)); });
    if (!queued) state_->answer(std::move(queued));
    lock.lock();
  }
  if (!state_->answered.wait_for(lock, wait_max, [this] { return !state_->under_way; })) {
    return fail(Errc::timed_out, "StoreTimeout",
                "The database does not answer; check the disk that it is on.");
  }
  return state_->outcome;
}

}  // namespace helio::sqlite
