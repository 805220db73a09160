#include "adapters/sqlite/database.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include "adapters/sqlite/query.hpp"

namespace helio::sqlite {
namespace {

struct Job {
  Database::Work work;
  Database::Done done;
  Result<void> outcome = {};
};

// Keeps a second process away: SQLite alone would let two servers share the file, and each would
// deliver the other's events.
class FileLock {
 public:
  explicit FileLock(std::filesystem::path const& path)
      : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileLock(FileLock const&) = delete;
  FileLock& operator=(FileLock const&) = delete;

  [[nodiscard]] bool opened() const { return descriptor_ >= 0; }
  [[nodiscard]] bool take() const { return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0; }

 private:
  int descriptor_;
};

}  // namespace

struct Database::Parts {
  std::filesystem::path path;
  DatabaseOptions options;
  std::unique_ptr<FileLock> file_lock;
  std::unique_ptr<Connection> writer;

  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Job> jobs;
  bool stopping = false;

  std::mutex readers_mutex;
  std::vector<std::unique_ptr<Connection>> readers;

  std::thread thread;

  void run();
  std::vector<Job> take_jobs();
  void commit(std::vector<Job>& batch) const;
  Result<void> run_alone(Job& job) const;
  Result<void> run_batch(std::vector<Job>& batch) const;
};

std::vector<Job> Database::Parts::take_jobs() {
  std::unique_lock lock(mutex);
  wake.wait(lock, [this] { return stopping || !jobs.empty(); });
  std::vector<Job> batch;
  while (!jobs.empty() && batch.size() < options.transaction_max) {
    batch.push_back(std::move(jobs.front()));
    jobs.pop_front();
  }
  return batch;
}

void Database::Parts::run() {
  while (true) {
    auto batch = take_jobs();
    if (batch.empty()) return;
    commit(batch);
    for (auto& job : batch) job.done(std::move(job.outcome));
  }
}

// What failed alone needs no savepoint: the whole transaction is undone.
Result<void> Database::Parts::run_alone(Job& job) const {
  auto begun = sqlite::run(*writer, "BEGIN IMMEDIATE");
  if (!begun) return begun;
  job.outcome = job.work(*writer);
  bool const lost = sqlite3_get_autocommit(writer->handle()) != 0;
  if (job.outcome && lost) return fail(Errc::unavailable, "StoreUnavailable", "Try again.");
  if (job.outcome) return sqlite::run(*writer, "COMMIT");
  writer->told_.clear();
  return lost ? Result<void>() : sqlite::run(*writer, "ROLLBACK");
}

Result<void> Database::Parts::run_batch(std::vector<Job>& batch) const {
  if (batch.size() == 1) return run_alone(batch[0]);
  auto begun = sqlite::run(*writer, "BEGIN IMMEDIATE");
  if (!begun) return begun;
  for (auto& job : batch) {
    auto const saved = sqlite::run(*writer, "SAVEPOINT work");
    if (!saved) return saved;
    auto const told_before = writer->told_.size();
    job.outcome = job.work(*writer);
    if (!job.outcome) writer->told_.resize(told_before);
    // The disk being full can end the whole transaction by itself; then there is no savepoint left.
    bool const lost = sqlite3_get_autocommit(writer->handle()) != 0;
    if (lost)
      return job.outcome ? fail(Errc::unavailable, "StoreUnavailable", "Try again.")
                         : Result<void>(tl::unexpected<Error>(job.outcome.error()));
    if (!job.outcome) {
      auto const undone = sqlite::run(*writer, "ROLLBACK TO work");
      if (!undone) return undone;
    }
    auto const released = sqlite::run(*writer, "RELEASE work");
    if (!released) return released;
  }
  return sqlite::run(*writer, "COMMIT");
}

// All or nothing; where a batch cannot be committed each piece tries alone, so that one that is too
// large for the disk does not take its neighbours with it.
void Database::Parts::commit(std::vector<Job>& batch) const {
  auto const done = run_batch(batch);
  auto const told = std::exchange(writer->told_, {});
  if (done) {
    for (auto const& tell : told) tell();
    return;
  }
  if (sqlite3_get_autocommit(writer->handle()) == 0) (void)sqlite::run(*writer, "ROLLBACK");
  if (batch.size() == 1) {
    batch[0].outcome = tl::unexpected<Error>(done.error());
    return;
  }
  for (auto& job : batch) {
    std::vector<Job> alone;
    alone.push_back(std::move(job));
    commit(alone);
    job = std::move(alone[0]);
  }
}

Result<std::unique_ptr<Database>> Database::open(std::filesystem::path const& path,
                                                 DatabaseOptions options) {
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  parts->options = options;
  parts->file_lock = std::make_unique<FileLock>(path.string() + ".lock");
  if (!parts->file_lock->opened()) {
    return fail(Errc::forbidden, "AccessDenied",
                path.string() + " cannot be written; check the folder and its owner.");
  }
  if (options.exclusive && !parts->file_lock->take()) {
    return fail(
        Errc::conflict, "StoreInUse",
        path.string() + " is in use by another helio; stop that one, or use another folder.");
  }
  auto writer = Connection::open(path, Connection::Mode::read_write);
  if (!writer) {
    writer.error().message = path.string() + ": " + writer.error().message;
    return fail(writer);
  }
  parts->writer = std::move(*writer);
  auto const table = parts->writer->execute(
      "CREATE TABLE IF NOT EXISTS schema_version (component TEXT PRIMARY KEY, steps INTEGER NOT "
      "NULL) STRICT, WITHOUT ROWID");
  if (!table) return tl::unexpected<Error>(table.error());
  parts->thread = std::thread([raw = parts.get()] { raw->run(); });
  pthread_setname_np(parts->thread.native_handle(), "sqlite");
  return std::unique_ptr<Database>(new Database(std::move(parts)));
}

Database::Database(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Database::~Database() {
  {
    std::scoped_lock const lock(parts_->mutex);
    parts_->stopping = true;
  }
  parts_->wake.notify_all();
  parts_->thread.join();
}

Result<void> Database::submit(Work work, Done done) {
  {
    std::scoped_lock const lock(parts_->mutex);
    if (parts_->stopping || parts_->jobs.size() >= parts_->options.queue_max) {
      return fail(Errc::exhausted, "SlowDown", "The store is busy; try again in a second.");
    }
    parts_->jobs.push_back({std::move(work), std::move(done)});
  }
  parts_->wake.notify_one();
  return {};
}

Result<void> Database::write(Work work) {
  std::mutex mutex;
  std::condition_variable ready;
  std::optional<Result<void>> outcome;
  auto const queued = submit(std::move(work), [&](Result<void> result) {
    std::scoped_lock const lock(mutex);
    outcome = std::move(result);
    ready.notify_one();
  });
  if (!queued) return queued;
  std::unique_lock lock(mutex);
  ready.wait(lock, [&] { return outcome.has_value(); });
  return std::move(*outcome);
}

Result<Database::Reader> Database::borrow_reader() {
  Reader reader(nullptr, ReturnReader{this});
  {
    std::scoped_lock const lock(parts_->readers_mutex);
    if (!parts_->readers.empty()) {
      reader.reset(parts_->readers.back().release());
      parts_->readers.pop_back();
    }
  }
  if (!reader) {
    auto opened = Connection::open(parts_->path, Connection::Mode::read_only);
    if (!opened) return fail(opened);
    reader.reset(opened->release());
  }
  if (auto const begun = sqlite::run(*reader, "BEGIN"); !begun) {
    return tl::unexpected<Error>(begun.error());
  }
  return reader;
}

void Database::ReturnReader::operator()(Connection* connection) const noexcept {
  std::unique_ptr<Connection> owned(connection);
  if (sqlite3_get_autocommit(owned->handle()) == 0 && !sqlite::run(*owned, "ROLLBACK")) return;
  std::scoped_lock const lock(database->parts_->readers_mutex);
  if (database->parts_->readers.size() < database->parts_->options.readers_max) {
    database->parts_->readers.push_back(std::move(owned));
  }
}

Result<void> Database::migrate(std::string_view component,
                               std::span<std::string_view const> steps) {
  return write([&](Connection& connection) -> Result<void> {
    auto known = connection.prepare("SELECT steps FROM schema_version WHERE component = ?");
    if (!known) return fail(known.error().code, known.error().name, known.error().message);
    known->bind(1, component);
    auto const row = known->step();
    if (!row) return tl::unexpected<Error>(row.error());
    auto const done = *row ? static_cast<std::size_t>(known->integer(0)) : 0;
    if (done > steps.size()) {
      return fail(Errc::unsupported, "StoreTooNew",
                  "The data folder was written by a newer helio; use that one.");
    }
    for (auto const step : steps.subspan(done)) {
      auto const ran = connection.execute(step);
      if (!ran) return ran;
    }
    auto record = connection.prepare(
        "INSERT INTO schema_version VALUES (?1, ?2) ON CONFLICT DO UPDATE SET steps = ?2");
    if (!record) return fail(record.error().code, record.error().name, record.error().message);
    return record->bind(1, component).bind(2, static_cast<std::int64_t>(steps.size())).run();
  });
}

}  // namespace helio::sqlite
