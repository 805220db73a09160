#include "helio/pack_folders.hpp"

#include <cstdlib>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

class PackFolders : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "helio_packs_XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    ::setenv("XDG_DATA_HOME", folder_.c_str(), 1);
    ::setenv("HELIO_CACHE", (folder_ / "cache").c_str(), 1);
    ::unsetenv("HELIO_PACK");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(fs::path const& name, std::string_view text) const {
    fs::create_directories((folder_ / name).parent_path());
    ASSERT_TRUE(write_file(folder_ / name, std::as_bytes(std::span(text))));
  }
  void write_pack(std::string const& folder, std::string const& name,
                  std::string const& version) const {
    write(fs::path(folder) / "m.onnx", "model of version " + version);
    write(fs::path(folder) / "notes/NOTICE", "mine");
    write(fs::path(folder) / ".git/config", "hidden");
    write(fs::path(folder) / "pack.json",
          R"({"format":1,"name":")" + name + R"(","version":")" + version +
              R"(","models":[{"name":"m","version":"1","task":"labels",
          "license":"MIT","source":"mine","decoder":"softmax","file":"m.onnx","sha256":{},
          "labels":"names.txt","input":{"width_px":8,"height_px":8},
          "outputs":{"probabilities":"p"}}]})");
    write(fs::path(folder) / "names.txt", "Red\nGreen\n");
  }

  fs::path folder_;
};

TEST_F(PackFolders, AGivenPackStandsAloneOthersJoinTheDefault) {
  write("heliograph/packs/b/pack.json", "{}");
  write("heliograph/packs/a/pack.json", "{}");
  write("heliograph/packs/.half.7/pack.json", "{}");
  fs::path const user = folder_ / "heliograph/packs";
  std::vector<fs::path> want = {folder_ / "cache/models/default", user / "a", user / "b"};
  EXPECT_EQ(pack_folders({}), want);
  ::setenv("HELIO_PACK", "/chosen", 1);
  want[0] = "/chosen";
  EXPECT_EQ(pack_folders({}), want);
  EXPECT_EQ(pack_folders({"x"}), std::vector<fs::path>{"x"});
}

TEST_F(PackFolders, AMissingDefaultNamesTheCommandThatMakesIt) {
  auto const packs = read_packs({}, false);
  ASSERT_FALSE(packs.has_value());
  EXPECT_EQ(packs.error().name, "ModelPackMissing");
  EXPECT_NE(packs.error().message.find("./quickstart"), std::string::npos);
}

TEST_F(PackFolders, InstallsACompleteCopy) {
  write_pack("mine", "colours", "1");
  auto const installed = install_pack(folder_ / "mine", user_packs_folder(), false);
  ASSERT_TRUE(installed.has_value()) << installed.error().message;
  EXPECT_EQ(*installed, folder_ / "heliograph/packs/colours");
  EXPECT_TRUE(fs::exists(*installed / "m.onnx"));
  EXPECT_TRUE(fs::exists(*installed / "notes/NOTICE"));
  EXPECT_FALSE(fs::exists(*installed / ".git"));
  auto const names = fs::directory_iterator(user_packs_folder());
  EXPECT_EQ(std::distance(begin(names), end(names)), 1) << "something was left behind";
}

TEST_F(PackFolders, ReplacesOnlyWhenTold) {
  write_pack("one", "colours", "1");
  write_pack("two", "colours", "2");
  fs::path const packs = user_packs_folder();
  ASSERT_TRUE(install_pack(folder_ / "one", packs, false).has_value());
  auto const refused = install_pack(folder_ / "two", packs, false);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().name, "PackExists");
  EXPECT_EQ(vision::read_pack(packs / "colours")->version, "1");
  ASSERT_TRUE(install_pack(folder_ / "two", packs, true).has_value());
  EXPECT_EQ(vision::read_pack(packs / "colours")->version, "2");
}

TEST_F(PackFolders, RefusesWhatIsNoPackOrNoFolderName) {
  write_pack("up", "../up", "1");
  write_pack("hidden", ".hidden", "1");
  for (char const* name : {"up", "hidden", "missing"}) {
    EXPECT_FALSE(install_pack(folder_ / name, user_packs_folder(), true).has_value()) << name;
  }
  EXPECT_FALSE(fs::exists(folder_ / "heliograph"));
}

TEST_F(PackFolders, AFailedCopyLeavesNothing) {
  write_pack("mine", "colours", "1");
  write("heliograph", "a file where the folder should be");
  auto const failed = install_pack(folder_ / "mine", user_packs_folder(), false);
  ASSERT_FALSE(failed.has_value());
  EXPECT_TRUE(fs::is_regular_file(folder_ / "heliograph"));
}

}  // namespace
}  // namespace helio::cli
