// Goal: whatever write, sync, truncation or deletion of the database's files fails, what was
// acknowledged is there, what was not is there whole or not at all, nothing is doubled, and the
// server goes on when the disk does.
// Method: an upload with its event, an event, an execution with its transitions and a record, over
// the real stores, once for each N and each kind of fault; bodies are in memory and never fail.
#include <filesystem>
#include <future>
#include <map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/fs/memory_file_system.hpp"
#include "adapters/fs/object_store.hpp"
#include "adapters/sqlite/event_store.hpp"
#include "adapters/sqlite/execution_store.hpp"
#include "adapters/sqlite/object_events.hpp"
#include "adapters/sqlite/object_index.hpp"
#include "adapters/sqlite/result_store.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "base/scratch_folder.hpp"
#include "faults/fault_vfs.hpp"

namespace helio {
namespace {

// Keeps the value of a Result; false where it is an error.
template <typename Kept, typename Value>
bool keep(Kept& into, Result<Value> result) {
  if (result) into = std::move(*result);
  return result.has_value();
}

constexpr char const* kArn = "arn:aws:states:us-east-1:000000000000:execution:m:e";
constexpr char const* kBody = "a picture";

// The stores of a server over one folder. The disk for bodies is in memory and outlives a restart.
class Machine {
 public:
  explicit Machine(std::filesystem::path const& folder) : folder_(folder) {
    EXPECT_TRUE(files_.make_directory("/data"));
    EXPECT_TRUE(files_.sync_directory("/"));
  }

  // False: a fault was in the way.
  bool start() {
    bool done = keep(database, sqlite::Database::open(folder_ / "helio.db"));
    auto record = sqlite::event_recorder(ids_, clock, {"000000000000", "us-east-1"});
    done = done && keep(index, sqlite::ObjectIndex::open(*database, clock, std::move(record)));
    done = done && keep(events, sqlite::EventStore::open(*database));
    done = done && keep(executions, sqlite::ExecutionStore::open(*database));
    done = done && keep(results, sqlite::make_result_store(*database));
    done = done && keep(keys_, files::MasterKeys::open(files_, "/data/keys", random_, clock));
    if (!done) return false;
    files::ObjectStore::Parts const parts{files_, objects::Indexes::of(*index), *keys_, clock,
                                          random_};
    return keep(store, files::ObjectStore::open(parts, {.folder = "/data"})) &&
           (index->bucket("photos") || index->create_bucket("photos")) &&
           index->set_versioning("photos", objects::Versioning::enabled) && store->sweep_orphans();
  }

  void stop() {
    store.reset();
    results.reset();
    executions.reset();
    events.reset();
    index.reset();
    database.reset();
  }

  // The first column of the first row, as text.
  std::string ask(std::string const& sql) {
    auto const answer = database->read([&](sqlite::Connection& connection) -> Result<std::string> {
      auto rows = connection.prepare(sql);
      if (!rows) return fail(rows);
      auto row = rows->step();
      if (!row) return fail(row);
      return *row ? std::string(rows->text(0)) : std::string("(no row)");
    });
    return answer ? *answer : answer.error().name;
  }
  std::size_t count(std::string const& sql) {
    auto const text = ask("SELECT count(*) FROM " + sql);
    return text.find_first_not_of("0123456789") == std::string::npos ? std::stoul(text) : 999'999;
  }

  std::size_t body_files() {
    std::size_t count = 0;
    for (auto const& path : files_.paths()) count += path.starts_with("/data/objects/") ? 1 : 0;
    return count;
  }

  ManualClock clock;
  std::unique_ptr<sqlite::Database> database;
  std::unique_ptr<sqlite::ObjectIndex> index;
  std::unique_ptr<sqlite::EventStore> events;
  std::unique_ptr<sqlite::ExecutionStore> executions;
  std::unique_ptr<results::ResultStore> results;
  std::unique_ptr<files::ObjectStore> store;

 private:
  std::filesystem::path folder_;
  SeededRandom random_{5};
  IdGenerator ids_{clock, random_};
  files::MemoryFileSystem files_;
  std::unique_ptr<files::MasterKeys> keys_;
};

// What a server writes for one image, each piece as often as it is asked for.
class Work {
 public:
  static constexpr int kSteps = 7;

  explicit Work(Machine& machine) : machine_(machine) {}

  bool step(int number) {
    switch (number) {
      case 0:
        return put();
      case 1:
        return publish();
      case 2:
        return begin_execution();
      case 3:
        return append({.state = R"({"at":"A"})", .first_event = 1, .events = {R"({"id":1})"}});
      case 4:
        return save(results::Status::processing);
      case 5:
        return save(results::Status::completed);
      default:
        return end_execution();
    }
  }

 private:
  bool put() {
    auto upload = machine_.store->put("photos", "uploads/a", {});
    return upload && (*upload)->write(bytes_of(std::string_view(kBody))) && (*upload)->commit();
  }

  bool publish() {
    events::Event const event{.id = "published",
                              .source = "test",
                              .detail_type = "Test",
                              .account = "000000000000",
                              .region = "us-east-1",
                              .time = machine_.clock.wall()};
    return machine_.events->append({&event, 1}, machine_.clock.wall()).has_value();
  }

  static asl::ExecutionRecord record() {
    return {.arn = kArn, .name = "e", .machine_arn = "m", .revision = "1", .input = "{}"};
  }

  bool begin_execution() {
    std::promise<Result<std::int64_t>> answer;
    machine_.executions->create(record(), [&](auto created) { answer.set_value(created); });
    auto const created = answer.get_future().get();
    return created || created.error().name == "ExecutionAlreadyExists";
  }

  bool append(asl::ExecutionUpdate update) {
    auto const found = machine_.executions->find(kArn);
    if (!found) return false;
    update.arn = kArn;
    update.sequence = found->sequence;
    std::promise<Result<void>> answer;
    machine_.executions->append(std::move(update), [&](auto done) { answer.set_value(done); });
    return answer.get_future().get().has_value();
  }

  bool end_execution() {
    auto ended = record();
    ended.status = asl::Status::succeeded;
    ended.stopped_at = machine_.clock.wall();
    ended.output = "{}";
    return append({.state = "",
                   .first_event = 2,
                   .events = {R"({"id":2})", R"({"id":3})"},
                   .record = std::move(ended)});
  }

  bool save(results::Status status) {
    results::Record record;
    record.image_id = "image";
    record.status = status;
    record.bucket = "photos";
    record.key = "uploads/a";
    record.created_at = record.updated_at = machine_.clock.wall();
    if (status == results::Status::completed) {
      record.labels = Json::array({{{"Name", "Cat"}, {"Confidence", 98.5}}});
    }
    return machine_.results->put(record).has_value();
  }

  Machine& machine_;
};

using Acknowledged = std::map<int, int>;  // step -> how often

void check_objects(Machine& machine, int acknowledged) {
  auto const versions = machine.count("object_version WHERE bucket = 'photos'");
  EXPECT_GE(versions, static_cast<std::size_t>(acknowledged));
  EXPECT_EQ(machine.count("event WHERE json LIKE '%Object Created%'"), versions);
  EXPECT_EQ(machine.count("body"), versions);
  EXPECT_EQ(machine.body_files(), versions);
  if (versions == 0) return;
  auto const bytes = objects::read_object(*machine.store, {"photos", "uploads/a", {}}, 1'000);
  ASSERT_TRUE(bytes) << bytes.error().name;
  EXPECT_EQ(text_of(*bytes), kBody);
}

void check_execution(Machine& machine, Acknowledged& acknowledged) {
  auto const found = machine.executions->find(kArn);
  if (!found) {
    EXPECT_EQ(found.error().name, "ExecutionDoesNotExist");
    EXPECT_EQ(acknowledged[2] + acknowledged[3] + acknowledged[6], 0);
    return;
  }
  auto const history = machine.executions->history(kArn, {}).value();
  bool const ended = found->status == asl::Status::succeeded;
  EXPECT_EQ(history.size(), ended ? 3U : history.empty() ? 0U : 1U);
  for (std::size_t i = 0; i < history.size(); ++i) EXPECT_EQ(history[i]["id"], i + 1);
  EXPECT_GE(history.size(), acknowledged[3] > 0 ? 1U : 0U);
  EXPECT_TRUE(ended || acknowledged[6] == 0);
  EXPECT_EQ(machine.executions->load(kArn).value().state.has_value(), !ended && !history.empty());
}

void check_results(Machine& machine, Acknowledged& acknowledged) {
  auto const all = machine.results->query({}).value().items;
  ASSERT_LE(all.size(), 1U);
  ASSERT_TRUE(!all.empty() || acknowledged[4] + acknowledged[5] == 0);
  bool const completed = !all.empty() && all[0].status == results::Status::completed;
  EXPECT_TRUE(completed || acknowledged[5] == 0);
  results::Query by_label, by_word;
  by_label.label = "cat";
  by_word.q = "cat";
  EXPECT_EQ(machine.results->query(by_label).value().items.size(), completed ? 1U : 0U);
  EXPECT_EQ(machine.results->query(by_word).value().items.size(), completed ? 1U : 0U);
}

void check(Machine& machine, Acknowledged acknowledged) {
  EXPECT_EQ(machine.ask("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(machine.ask("PRAGMA foreign_key_check"), "(no row)");
  auto const published = machine.count("event WHERE id = 'published'");
  EXPECT_LE(published, 1U);
  EXPECT_TRUE(published == 1 || acknowledged[1] == 0);
  check_objects(machine, acknowledged[0]);
  check_execution(machine, acknowledged);
  check_results(machine, acknowledged);
}

// What becomes of the process when a step fails.
enum class Then { goes_on, is_killed };

class DatabaseFaults : public testing::Test {
 protected:
  DatabaseFaults() {
    Machine machine(template_.path());
    EXPECT_TRUE(machine.start());
    machine.stop();
  }

  // A folder with the tables of a server that has stored nothing.
  void lay_out(ScratchFolder const& folder) const {
    std::filesystem::copy_file(template_.path() / "helio.db", folder.path() / "helio.db");
  }

  // Each step, and after a failure once more. False: the process is gone.
  bool work(Machine& machine, Acknowledged& acknowledged, Fault fault, Then then) {
    Work work(machine);
    for (int step = 0; step < Work::kSteps; ++step) {
      bool done = work.step(step);
      if (!done && then == Then::is_killed) return false;
      if (!done) {
        done = work.step(step);
        EXPECT_TRUE(done || fault == Fault::dead) << "step " << step << " is not taken again";
      }
      if (done) ++acknowledged[step];
    }
    return true;
  }

  void run(std::uint64_t at, Fault fault, Then then) {
    ScratchFolder const folder;
    lay_out(folder);
    Machine machine(folder.path());
    ASSERT_TRUE(machine.start());
    Acknowledged acknowledged;
    vfs_.fail_at(at, fault);
    bool const alive = work(machine, acknowledged, fault, then);
    // Who is killed closes nothing; without power he cannot either.
    if (!alive && fault != Fault::power) vfs_.fail_at(0, Fault::dead);
    machine.stop();
    if (fault == Fault::power) vfs_.lose_power();
    vfs_.heal();
    ASSERT_TRUE(machine.start());
    check(machine, acknowledged);
    for (auto& [step, times] : acknowledged) times = 0;
    EXPECT_TRUE(work(machine, acknowledged, Fault::io_error, Then::goes_on));
    check(machine, acknowledged);
  }

  void run_all(Fault fault, Then then) {
    run(UINT64_MAX, fault, then);
    std::uint64_t const all = operations();
    ASSERT_GT(all, 50U);
    for (std::uint64_t at = 0; at < all && !HasFailure(); ++at) {
      SCOPED_TRACE("operation " + std::to_string(at));
      run(at, fault, then);
    }
  }

  // How many there are when nothing fails, with the end of the process.
  std::uint64_t operations() {
    ScratchFolder const folder;
    lay_out(folder);
    Machine machine(folder.path());
    EXPECT_TRUE(machine.start());
    Acknowledged acknowledged;
    vfs_.fail_at(UINT64_MAX, Fault::io_error);
    EXPECT_TRUE(work(machine, acknowledged, Fault::io_error, Then::goes_on));
    machine.stop();
    return vfs_.operations();
  }

  FaultVfs vfs_;
  ScratchFolder template_;
};

TEST_F(DatabaseFaults, AnErrorAndTheServerGoesOn) { run_all(Fault::io_error, Then::goes_on); }
TEST_F(DatabaseFaults, AnErrorAndAKill) { run_all(Fault::io_error, Then::is_killed); }
TEST_F(DatabaseFaults, TheDiskIsFullAndTheServerGoesOn) {
  run_all(Fault::disk_full, Then::goes_on);
}
TEST_F(DatabaseFaults, TheDiskIsFullAndAKill) { run_all(Fault::disk_full, Then::is_killed); }
TEST_F(DatabaseFaults, TheDiskIsGone) { run_all(Fault::dead, Then::goes_on); }
TEST_F(DatabaseFaults, TheDiskIsGoneAndAKill) { run_all(Fault::dead, Then::is_killed); }

TEST_F(DatabaseFaults, ThePowerGoes) { run_all(Fault::power, Then::is_killed); }

// The first start makes all tables: cut at any point, the next start makes the rest.
TEST_F(DatabaseFaults, AFirstStartThatFails) {
  for (Fault const fault : {Fault::io_error, Fault::dead}) {
    for (std::uint64_t at = 0;; ++at) {
      SCOPED_TRACE("operation " + std::to_string(at));
      ScratchFolder const folder;
      Machine machine(folder.path());
      vfs_.fail_at(at, fault);
      bool const started = machine.start();
      bool const untouched = vfs_.operations() <= at;
      machine.stop();
      vfs_.heal();
      ASSERT_TRUE(machine.start());
      Acknowledged acknowledged;
      EXPECT_TRUE(work(machine, acknowledged, fault, Then::goes_on));
      check(machine, acknowledged);
      if (HasFailure()) return;
      if (started && untouched) break;
    }
  }
}

}  // namespace
}  // namespace helio
