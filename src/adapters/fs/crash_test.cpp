// Goal: whatever file operation fails, and wherever the power goes, what was acknowledged is whole,
// what was not is not there by halves, and nothing stays on the disk that belongs to nothing.
// Method: a run of puts, parts, overwrites and deletes, once for each N and each kind of fault,
// with the Nth file operation failing. The index is in memory and survives: a commit is what it
// has.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "adapters/fs/memory_file_system.hpp"
#include "adapters/fs/object_store.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "objects/memory_index.hpp"

namespace helio::files {
namespace {

class Machine {
 public:
  Machine() {
    EXPECT_TRUE(files_.make_directory("/data"));
    EXPECT_TRUE(files_.sync_directory("/"));
    EXPECT_TRUE(index_.create_bucket("photos"));
  }

  MemoryFileSystem& files() { return files_; }
  objects::MemoryIndex& index() { return index_; }
  ObjectStore& store() { return *store_; }

  // As `helio serve` begins. False: a fault was in the way.
  bool start() {
    store_.reset();
    keys_.reset();
    auto keys = MasterKeys::open(files_, "/data/keys", random_, clock_);
    if (!keys) return false;
    keys_ = std::move(*keys);
    auto store = ObjectStore::open({files_, objects::Indexes::of(index_), *keys_, clock_, random_},
                                   {.folder = "/data"});
    if (!store) return false;
    store_ = std::move(*store);
    return store_->sweep_orphans().has_value();
  }

 private:
  ManualClock clock_;
  SeededRandom random_{11};
  MemoryFileSystem files_;
  objects::MemoryIndex index_{clock_};
  std::unique_ptr<MasterKeys> keys_;
  std::unique_ptr<ObjectStore> store_;
};

std::string text_of_size(std::size_t size, char seed) {
  std::string text(size, ' ');
  for (std::size_t at = 0; at < size; ++at) text[at] = static_cast<char>(seed + at % 97);
  return text;
}

// What each key must be afterwards: one text, or, where an answer was an error, one of several.
using Expected = std::map<std::string, std::set<std::string>>;
constexpr char const* kNothing = "(nothing)";

class Run {
 public:
  Run(ObjectStore& store, Expected& expected) : store_(store), expected_(expected) {}

  void put(std::string const& key, std::string const& text) {
    auto upload = store_.put("photos", key, {});
    bool done = upload.has_value();
    for (std::size_t at = 0; done && at < text.size(); at += 50'000) {
      done = (*upload)->write(bytes_of(std::string_view(text).substr(at, 50'000))).has_value();
    }
    done = done && (*upload)->commit();
    // The file system fails before the index is asked, so an error means that nothing was changed.
    if (done) expected_[key] = {text};
  }

  void remove(std::string const& key) {
    if (store_.remove({"photos", key, {}}, {})) expected_[key] = {kNothing};
  }

  void multipart(std::string const& key, std::string const& text) {
    auto const upload = store_.create("photos", key, {});
    if (!upload) return;
    for (int turn = 0; turn < 2; ++turn) {  // the second time replaces the first
      auto part = store_.upload_part(upload->id, 1, {});
      if (!part || !(*part)->write(bytes_of(text))) return;
      auto const info = (*part)->commit();
      if (!info) return;
      etag_ = info->etag;
    }
    if (store_.complete(upload->id, {{1, etag_}}, {})) expected_[key] = {text};
  }

 private:
  ObjectStore& store_;
  Expected& expected_;
  std::string etag_;
};

void work(ObjectStore& store, Expected& expected) {
  Run run(store, expected);
  run.put("small", "one");
  run.put("large", text_of_size(150'000, 'a'));
  run.put("small", "two");
  run.put("empty", "");
  run.multipart("parts", text_of_size(70'000, 'p'));
  run.put("gone", "soon");
  run.remove("gone");
}

std::string contents(ObjectStore& store, std::string const& key) {
  auto const bytes = objects::read_object(store, {"photos", key, {}}, 1U << 20U);
  if (bytes) return std::string(text_of(*bytes));
  return bytes.error().code == Errc::not_found ? kNothing : bytes.error().name;
}

void check(Machine& machine, Expected const& expected) {
  for (auto const& [key, texts] : expected) {
    SCOPED_TRACE(key);
    EXPECT_TRUE(texts.contains(contents(machine.store(), key)));
  }
  // One file for each body that the index knows, and the master key.
  std::vector<std::string> ids;
  for (auto const& path : machine.files().paths()) {
    if (path.starts_with("/data/objects/")) ids.push_back(FileSystem::Path(path).filename());
  }
  EXPECT_EQ(machine.index().unknown(ids).value(), std::vector<std::string>{});
  EXPECT_EQ(ids.size(), machine.index().not_sealed_by("", 1000).value().size());
}

constexpr char const* kKeys[] = {"small", "large", "empty", "parts", "gone"};

// How many operations the run has when nothing fails.
std::uint64_t operations() {
  Machine machine;
  machine.files().fail_at(UINT64_MAX, Fault::io_error);
  EXPECT_TRUE(machine.start());
  Expected expected;
  work(machine.store(), expected);
  EXPECT_EQ(expected.size(), std::size(kKeys));
  check(machine, expected);
  return machine.files().operations();
}

void run_with(Fault fault) {
  std::uint64_t const all = operations();
  ASSERT_GT(all, 50U);
  for (std::uint64_t at = 0; at < all; ++at) {
    SCOPED_TRACE("operation " + std::to_string(at));
    Machine machine;
    machine.files().fail_at(at, fault);
    Expected expected;
    for (char const* key : kKeys) expected[key] = {kNothing};
    if (machine.start()) {
      work(machine.store(), expected);
      // Without a crash the server goes on, and all is as it was acknowledged at once.
      if (fault != Fault::crash) {
        for (auto const& [key, texts] : expected) {
          EXPECT_TRUE(texts.contains(contents(machine.store(), key))) << key;
        }
      }
    }
    if (fault == Fault::crash) machine.files().restart();
    machine.files().fail_at(UINT64_MAX, fault);
    ASSERT_TRUE(machine.start());
    check(machine, expected);
    work(machine.store(), expected);
    check(machine, expected);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(Crash, ThePowerGoesAtEachOperation) { run_with(Fault::crash); }
TEST(Crash, TheDiskIsFullAtEachOperation) { run_with(Fault::disk_full); }
TEST(Crash, TheDiskFailsAtEachOperation) { run_with(Fault::io_error); }

// The model itself: what is not synced is lost.
TEST(MemoryFileSystem, ForgetsWhatWasNotSynced) {
  MemoryFileSystem files;
  ASSERT_TRUE(files.make_directory("/d"));
  ASSERT_TRUE(files.sync_directory("/"));
  auto const kept = files.create("/d/kept").value();
  ASSERT_TRUE(kept->write(bytes_of("ab")));
  ASSERT_TRUE(kept->sync());
  ASSERT_TRUE(kept->write(bytes_of("c")));
  ASSERT_TRUE(files.sync_directory("/d"));
  ASSERT_TRUE(files.create("/d/unsynced"));
  files.restart();
  EXPECT_EQ(files.paths(), std::vector<std::string>{"/d/kept"});
  EXPECT_EQ(text_of(files.contents("/d/kept")), "ab");
}

}  // namespace
}  // namespace helio::files
