#include "helio/image_files.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

class ImageFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "helio_images_XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(std::string const& name, std::string_view content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  [[nodiscard]] std::vector<std::string> found(std::string const& name = "") const {
    std::vector<std::string> names;
    for (ImageFile const& image : find_images({(folder_ / name).string()})) {
      names.push_back(image.error ? image.error->name
                                  : image.path.lexically_relative(folder_).string());
    }
    return names;
  }

  fs::path folder_;
  std::string const jpeg_ = "\xFF\xD8\xFF\xE0 and more";
};

TEST_F(ImageFiles, AFolderGivesItsImagesByContentInOrderOfNames) {
  write("b/no_extension", jpeg_);
  write("b/notes.jpg", "these are notes");
  write("a.jpg", jpeg_);
  write("c.jpg", jpeg_);
  write("a/z.png", "\x89PNG\r\n\x1A\n");
  write(".hidden.jpg", jpeg_);
  write(".git/x.jpg", jpeg_);
  write("BMX.txt", "BMX is a sport, and no bitmap");
  write("real.bmp", std::string("BM____\0\0\0\0____\x28\0\0\0", 18));
  write("empty.jpg", "");
  std::vector<std::string> const want = {"a.jpg", "c.jpg", "real.bmp", "a/z.png", "b/no_extension"};
  EXPECT_EQ(found(), want);
}

TEST_F(ImageFiles, LinksToFilesAreFollowedToFoldersNot) {
  write("real/a.jpg", jpeg_);
  fs::create_directories(folder_ / "links");
  fs::create_symlink(folder_ / "real/a.jpg", folder_ / "links/file");
  fs::create_directory_symlink(folder_ / "links", folder_ / "links/circle");
  fs::create_symlink(folder_ / "gone", folder_ / "links/broken");
  EXPECT_EQ(found("links"), std::vector<std::string>{"links/file"});
}

TEST_F(ImageFiles, AFolderWithoutImagesIsAnErrorAndANamedFileAlwaysCounts) {
  write("notes/a.txt", "notes");
  EXPECT_EQ(found("notes"), std::vector<std::string>{"NoImagesFound"});
  EXPECT_EQ(found("notes/a.txt"), std::vector<std::string>{"notes/a.txt"});
  EXPECT_EQ(found("missing.jpg"), std::vector<std::string>{"missing.jpg"});
}

TEST_F(ImageFiles, ReadingKeepsTheLimit) {
  write("a.jpg", "12345");
  ImageFile const file{folder_ / "a.jpg", std::nullopt};
  ASSERT_TRUE(read_image(file, 5).has_value());
  auto const refused = read_image(file, 4);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().name, "ImageTooLarge");
  auto const missing = read_image({folder_ / "b.jpg", std::nullopt}, 4);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().name, "NoSuchFile");
}

}  // namespace
}  // namespace helio::cli
