// Goal: a data folder is made for its owner only, and what cannot be one is said.
#include "helio/storage.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/scratch_folder.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

TEST(DataFolder, IsMadeForItsOwnerOnly) {
  ScratchFolder const folder;
  auto const data = folder.path() / "a" / "data";
  ASSERT_TRUE(make_data_folder(data));
  EXPECT_EQ(fs::status(data).permissions(), fs::perms::owner_all);
  EXPECT_TRUE(make_data_folder(data));
}

TEST(DataFolder, AFileIsNone) {
  ScratchFolder const folder;
  ASSERT_TRUE(write_file(folder.path() / "file", bytes_of("text")));
  auto const made = make_data_folder(folder.path() / "file");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().name, "NotAFolder");
  EXPECT_TRUE(made.error().message.starts_with((folder.path() / "file").string() + " is a file"));
}

}  // namespace
}  // namespace helio::cli
