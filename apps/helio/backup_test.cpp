// Goal: a backup of a folder in use is a data folder of its own, with all that was acknowledged.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/scratch_folder.hpp"
#include "helio/backup_command.hpp"
#include "helio/storage.hpp"

namespace helio::cli {
namespace {

class Backup : public testing::Test {
 protected:
  Backup() {
    config_.data = (folder_.path() / "data").string();
    storage_ = Storage::open(config_).value();
  }

  void put(std::string const& key) {
    auto const upload = storage_->objects->put(config_.bucket, key, {}).value();
    EXPECT_TRUE(upload->write(bytes_of(key)));
    EXPECT_TRUE(upload->commit());
  }

  // Every object of the folder can be read, and is what its key says; how many there are.
  std::size_t objects_in(std::filesystem::path const& folder) {
    Config config;
    config.data = folder.string();
    auto const storage = Storage::open(config).value();
    auto const all = storage->objects->list(config.bucket, {}).value().objects;
    for (auto const& object : all) {
      auto const bytes =
          objects::read_object(*storage->objects, {config.bucket, object.key, {}}, 99);
      EXPECT_TRUE(bytes && text_of(*bytes) == object.key) << object.key;
    }
    return all.size();
  }

  ScratchFolder folder_;
  Config config_;
  std::unique_ptr<Storage> storage_;
};

TEST_F(Backup, OfAFolderInUse) {
  put("a");
  put("b");
  auto const to = folder_.path() / "backup";
  EXPECT_EQ(back_up(config_.data, to).value().bodies, 2U);
  put("c");
  EXPECT_EQ(objects_in(to), 2U);
  EXPECT_EQ(back_up(config_.data, to).error().name, "FolderNotEmpty");
  EXPECT_EQ(back_up(folder_.path() / "none", folder_.path() / "x").error().name, "NoDataFolder");
}

TEST_F(Backup, WhileObjectsComeAndGo) {
  for (int i = 0; i < 20; ++i) put("kept/" + std::to_string(i));
  std::atomic<bool> ended = false;
  std::jthread const changes([&] {
    for (int i = 0; !ended; ++i) {
      put("new/" + std::to_string(i % 5));
      auto const versions =
          storage_->objects->head({config_.bucket, "new/" + std::to_string(i % 5), {}});
      if (versions) {
        EXPECT_TRUE(
            storage_->objects->remove({config_.bucket, versions->key, versions->version_id}, {}));
      }
    }
  });
  auto const to = folder_.path() / "backup";
  auto const done = back_up(config_.data, to);
  ended = true;
  // On a machine that deletes faster than it copies it says so, and is no data folder.
  if (!done) {
    EXPECT_EQ(done.error().name, "BackupOvertaken");
    EXPECT_FALSE(std::filesystem::exists(to / "helio.db"));
    return;
  }
  EXPECT_GE(objects_in(to), 20U);
}

}  // namespace
}  // namespace helio::cli
