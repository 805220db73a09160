// Goal: the parts fit: files on the disk and the index in SQLite make a store that keeps its
// promises, also after it was closed and opened again.
#include <filesystem>

#include "adapters/fs/key_rotation.hpp"
#include "adapters/fs/object_store.hpp"
#include "adapters/fs/posix_file_system.hpp"
#include "adapters/sqlite/object_index.hpp"
#include "base/scratch_folder.hpp"
#include "contract/multipart_store_contract.hpp"
#include "contract/object_changes_contract.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/object_versions_contract.hpp"
#include "contract/version_store_contract.hpp"

namespace helio::objects {
namespace {

class Embedded final : public StoreUnderTest {
 public:
  Embedded() { open(); }

  ObjectStore& objects() override { return *store_; }
  MultipartStore& uploads() override { return *store_; }
  VersionStore& versions() override { return *store_; }
  BucketStore& buckets() override { return *index_; }
  ManualClock& clock() override { return clock_; }
  std::vector<ObjectChange> changes() override { return changes_; }
  int bodies() override {
    int count = 0;
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator(folder_.path() / "objects")) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }

  void open() {
    store_.reset();
    keys_.reset();
    index_.reset();
    database_.reset();
    database_ = sqlite::Database::open(folder_.path() / "helio.db").value();
    index_ = sqlite::ObjectIndex::open(
                 *database_, clock_,
                 [this](sqlite::Connection&, ObjectChange const& change) -> Result<void> {
                   changes_.push_back(change);
                   return {};
                 })
                 .value();
    keys_ = files::MasterKeys::open(files_, folder_.path() / "keys", random_, clock_).value();
    store_ = files::ObjectStore::open({files_, Indexes::of(*index_), *keys_, clock_, random_},
                                      {.folder = folder_.path()})
                 .value();
  }

  files::ObjectStore& store() { return *store_; }
  files::MasterKeys& keys() { return *keys_; }
  sqlite::ObjectIndex& index() { return *index_; }
  std::filesystem::path folder() const { return folder_.path(); }
  Random& random() { return random_; }

 private:
  ManualClock clock_;
  SystemRandom random_;
  ScratchFolder folder_;
  files::PosixFileSystem files_;
  std::vector<ObjectChange> changes_;
  std::unique_ptr<sqlite::Database> database_;
  std::unique_ptr<sqlite::ObjectIndex> index_;
  std::unique_ptr<files::MasterKeys> keys_;
  std::unique_ptr<files::ObjectStore> store_;
};

std::unique_ptr<StoreUnderTest> make() { return std::make_unique<Embedded>(); }

INSTANTIATE_TEST_SUITE_P(Embedded, ObjectStoreContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Embedded, ObjectVersionsContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Embedded, ObjectChangesContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Embedded, VersionStoreContract, testing::Values(make));
INSTANTIATE_TEST_SUITE_P(Embedded, MultipartStoreContract, testing::Values(make));

class EmbeddedStore : public testing::Test {
 protected:
  EmbeddedStore() { EXPECT_TRUE(stored_.buckets().create_bucket("photos")); }
  void put(std::string_view key, std::string_view text) {
    auto const upload = stored_.objects().put("photos", key, {}).value();
    ASSERT_TRUE(upload->write(bytes_of(text)));
    ASSERT_TRUE(upload->commit());
  }
  std::string get(std::string const& key) {
    auto const bytes = read_object(stored_.objects(), {"photos", key, {}}, 1U << 20U);
    return bytes ? std::string(text_of(*bytes)) : bytes.error().name;
  }

  Embedded stored_;
};

TEST_F(EmbeddedStore, IsThereAfterOpeningAgain) {
  put("a", "one");
  auto const part = stored_.uploads().create("photos", "big", {}).value();
  ASSERT_TRUE(stored_.uploads().upload_part(part.id, 1, {}).value()->commit());
  stored_.open();
  EXPECT_EQ(get("a"), "one");
  EXPECT_EQ(stored_.uploads().list_parts(part.id, 0, 10).value().parts.size(), 1U);
  EXPECT_EQ(stored_.store().sweep_orphans().value(), 0U);
  EXPECT_EQ(get("a"), "one");
}

TEST_F(EmbeddedStore, WhatACrashLeftIsSwept) {
  put("a", "one");
  auto const folder = stored_.folder() / "objects" / "0199a2b";
  std::filesystem::create_directories(folder);
  for (char const* name :
       {"0199a2b4-c3d4-7000-8123-456789abcdef", "0199a2b4-c3d4-7000-8123-456789abcdee.part"}) {
    ASSERT_TRUE(write_file(folder / name, bytes_of("torn")));
  }
  stored_.open();
  EXPECT_EQ(stored_.store().sweep_orphans().value(), 2U);
  EXPECT_FALSE(std::filesystem::exists(folder));
  EXPECT_EQ(get("a"), "one");
  EXPECT_EQ(stored_.bodies(), 1);
}

TEST_F(EmbeddedStore, TheMasterKeyIsRotated) {
  for (int n = 0; n < 3; ++n) put("key" + std::to_string(n), "text");
  ASSERT_TRUE(stored_.keys().add_key(stored_.random(), stored_.clock()));
  put("new", "text");
  stored_.open();
  EXPECT_EQ(get("key0"), "text");
  EXPECT_EQ(files::reseal(stored_.keys(), stored_.index()).value(), 3U);
  ASSERT_TRUE(files::forget_unused(stored_.keys(), stored_.index()));
  EXPECT_EQ(stored_.keys().ids().size(), 1U);
  for (char const* key : {"key0", "key1", "key2", "new"}) EXPECT_EQ(get(key), "text");
}

TEST_F(EmbeddedStore, ReadersAndWritersOfOneKeySeeWholeObjects) {
  put("one", std::string(200'000, 'a'));
  std::vector<std::jthread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([this, n] {
      for (int turn = 0; turn < 10; ++turn) {
        if (n % 2 == 0) {
          put("one", std::string(200'000, static_cast<char>('a' + turn)));
        } else {
          auto const text = get("one");
          EXPECT_EQ(text, std::string(200'000, text[0]));
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(stored_.bodies(), 1);
}

TEST_F(EmbeddedStore, FilesAreTheOwnersOnly) {
  put("a", "one");
  using std::filesystem::perms;
  auto const others = perms::group_all | perms::others_all;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(stored_.folder())) {
    auto const name = entry.path().filename().string();
    if (name.starts_with("helio.db")) continue;
    EXPECT_EQ(entry.status().permissions() & others, perms::none) << entry.path();
  }
}

}  // namespace
}  // namespace helio::objects
