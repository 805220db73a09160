// Goal: the store of files keeps the promises of the ports, on the machine's files and in memory.
#include "adapters/fs/object_store.hpp"

#include "adapters/fs/memory_file_system.hpp"
#include "adapters/fs/posix_file_system.hpp"
#include "base/scratch_folder.hpp"
#include "contract/bucket_store_contract.hpp"
#include "contract/multipart_store_contract.hpp"
#include "contract/object_changes_contract.hpp"
#include "contract/object_store_contract.hpp"
#include "contract/object_versions_contract.hpp"
#include "contract/version_store_contract.hpp"
#include "objects/memory_index.hpp"

namespace helio::files {
namespace {

using objects::ObjectChange;

// The store over MemoryIndex, and over the machine's files or memory's.
template <typename Files>
class Stored final : public objects::StoreUnderTest {
 public:
  objects::ObjectStore& objects() override { return *store_; }
  objects::MultipartStore& uploads() override { return *store_; }
  objects::VersionStore& versions() override { return *store_; }
  objects::BucketStore& buckets() override { return index_; }
  ManualClock& clock() override { return clock_; }
  std::vector<ObjectChange> changes() override { return changes_; }
  int bodies() override {
    int count = 0;
    auto const directories = files_.list(folder_ / "objects").value();
    for (auto const& directory : directories) {
      count += static_cast<int>(files_.list(folder_ / "objects" / directory).value().size());
    }
    return count;
  }

  Files& files() { return files_; }
  ObjectStore& store() { return *store_; }

 private:
  ManualClock clock_;
  SeededRandom random_{7};
  ScratchFolder scratch_;
  Files files_;
  FileSystem::Path folder_ = make_folder();
  std::vector<ObjectChange> changes_;
  objects::MemoryIndex index_{clock_, [this](ObjectChange const& c) { changes_.push_back(c); }};
  std::unique_ptr<MasterKeys> keys_ =
      MasterKeys::open(files_, folder_ / "keys", random_, clock_).value();
  std::unique_ptr<ObjectStore> store_ =
      ObjectStore::open({files_, objects::Indexes::of(index_), *keys_, clock_, random_},
                        {.folder = folder_})
          .value();

  FileSystem::Path make_folder() {
    FileSystem::Path const folder = scratch_.path() / "data";
    auto path = FileSystem::Path("/");
    for (auto const& part : folder.relative_path()) {
      EXPECT_TRUE(files_.make_directory(path /= part));
    }
    return folder;
  }
};

class FsObjectStore : public testing::Test {
 protected:
  FsObjectStore() { EXPECT_TRUE(stored_.buckets().create_bucket("photos")); }
  Result<objects::ObjectInfo> put(std::string_view text, objects::PutOptions options = {}) {
    auto upload = stored_.objects().put("photos", "a", std::move(options));
    if (!upload) return fail(upload);
    auto const written = (*upload)->write(bytes_of(text));
    if (!written) return tl::unexpected<Error>(written.error());
    return (*upload)->commit();
  }

  Stored<MemoryFileSystem> stored_;
};

TEST_F(FsObjectStore, WhatHasNoRoomIsRefusedBeforeItComes) {
  stored_.files().set_free_bytes((64ULL << 20U) + 100);
  EXPECT_TRUE(put("x", {.size_bytes = 1}));
  auto const refused = stored_.objects().put("photos", "a", {.size_bytes = 101});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().name, "DiskFull");
  stored_.files().set_free_bytes(1000);
  EXPECT_FALSE(stored_.objects().put("photos", "a", {})) << "of unknown size";
}

TEST_F(FsObjectStore, NothingReadableLiesOnTheDisk) {
  ASSERT_TRUE(put("a text that nobody may read from the disk"));
  for (auto const& path : stored_.files().paths()) {
    auto const bytes = stored_.files().contents(path);
    EXPECT_EQ(text_of(bytes).find("nobody"), std::string_view::npos) << path;
  }
}

TEST_F(FsObjectStore, StaleUploadsAreAborted) {
  auto const begin = [&] { return stored_.uploads().create("photos", "big", {}).value().id; };
  auto const old = begin();
  auto const part = stored_.uploads().upload_part(old, 1, {}).value();
  ASSERT_TRUE(part->commit());
  stored_.clock().advance(std::chrono::days(5));
  auto const young = begin();
  stored_.clock().advance(std::chrono::days(3));
  EXPECT_EQ(stored_.store().sweep(stored_.clock().wall()).value(), 1U);
  EXPECT_FALSE(stored_.uploads().list_parts(old, 0, 1));
  EXPECT_TRUE(stored_.uploads().list_parts(young, 0, 1));
  EXPECT_EQ(stored_.bodies(), 0);
}

TEST_F(FsObjectStore, ASweepLeavesWhatIsInUse) {
  ASSERT_TRUE(put("stored"));
  auto const upload = stored_.objects().put("photos", "b", {}).value();
  ASSERT_TRUE(upload->write(bytes_of("under way")));
  EXPECT_EQ(stored_.store().sweep_orphans().value(), 0U);
  EXPECT_TRUE(upload->commit());
  EXPECT_EQ(stored_.store().sweep_orphans().value(), 0U);
  EXPECT_EQ(text_of(objects::read_object(stored_.objects(), {"photos", "b", {}}, 99).value()),
            "under way");
}

std::unique_ptr<objects::StoreUnderTest> in_memory() {
  return std::make_unique<Stored<MemoryFileSystem>>();
}
std::unique_ptr<objects::StoreUnderTest> on_disk() {
  return std::make_unique<Stored<PosixFileSystem>>();
}

}  // namespace
}  // namespace helio::files

namespace helio::objects {

INSTANTIATE_TEST_SUITE_P(Memory, ObjectStoreContract, testing::Values(files::in_memory));
INSTANTIATE_TEST_SUITE_P(Memory, ObjectVersionsContract, testing::Values(files::in_memory));
INSTANTIATE_TEST_SUITE_P(Memory, ObjectChangesContract, testing::Values(files::in_memory));
INSTANTIATE_TEST_SUITE_P(Memory, BucketStoreContract, testing::Values(files::in_memory));
INSTANTIATE_TEST_SUITE_P(Memory, MultipartStoreContract, testing::Values(files::in_memory));
INSTANTIATE_TEST_SUITE_P(Disk, ObjectStoreContract, testing::Values(files::on_disk));
INSTANTIATE_TEST_SUITE_P(Disk, ObjectVersionsContract, testing::Values(files::on_disk));
INSTANTIATE_TEST_SUITE_P(Disk, ObjectChangesContract, testing::Values(files::on_disk));
INSTANTIATE_TEST_SUITE_P(Disk, VersionStoreContract, testing::Values(files::on_disk));
INSTANTIATE_TEST_SUITE_P(Disk, MultipartStoreContract, testing::Values(files::on_disk));

}  // namespace helio::objects
