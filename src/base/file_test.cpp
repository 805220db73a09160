#include "base/file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/sha256.hpp"

namespace helio {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  FileTest() : folder_(fs::temp_directory_path() / ("helio_file_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~FileTest() override { fs::remove_all(folder_); }

  fs::path folder_;
};

BytesView bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

TEST_F(FileTest, ComesBackAsWritten) {
  fs::path const path = folder_ / "a.bin";
  ASSERT_TRUE(write_file(path, bytes_of("abc")));
  auto const bytes = read_file(path, 3);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(sha256_hex(*bytes), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(*sha256_file(path), sha256_hex(*bytes));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "a temporary file was left";
}

TEST_F(FileTest, RefusalsNameTheFile) {
  ASSERT_TRUE(write_file(folder_ / "big", bytes_of("12345")));
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  struct Row {
    char const* file;
    char const* error;
  };
  const Row rows[] = {{"absent", "NoSuchFile"},
                      {"big/under-a-file", "NoSuchFile"},
                      {"big", "FileTooLarge"},
                      {"", "NotAFile"},
                      {"pipe", "NotAFile"}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.file);
    auto const bytes = read_file(folder_ / row.file, 4);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().name, row.error);
    EXPECT_NE(bytes.error().message.find(folder_.string()), std::string::npos);
  }
}

}  // namespace
}  // namespace helio
