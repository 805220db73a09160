#include "helio/image_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "base/file.hpp"
#include "image/probe.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

// A bitmap's magic is two letters, which notes may begin with too: the header that follows them
// gives its own length, and only these exist (BITMAPCOREHEADER to BITMAPV5HEADER).
bool looks_like_bitmap(BytesView bytes) {
  constexpr std::array<unsigned, 7> kHeaderBytes = {12, 40, 52, 56, 64, 108, 124};
  if (bytes.size() < 18) return false;
  auto const length = std::to_integer<unsigned>(bytes[14]);
  return bytes[15] == std::byte{0} &&
         std::find(kHeaderBytes.begin(), kHeaderBytes.end(), length) != kHeaderBytes.end();
}

bool looks_like_image(fs::path const& path) {
  std::array<std::byte, 32> start{};
  int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  ssize_t const n = ::read(fd, start.data(), start.size());
  ::close(fd);
  if (n <= 0) return false;
  BytesView const bytes(start.data(), static_cast<std::size_t>(n));
  auto const format = image::sniff(bytes);
  return format && (format != image::Format::bmp || looks_like_bitmap(bytes));
}

Error unreadable(fs::path const& folder, std::error_code const& why) {
  return {Errc::forbidden,
          "AccessDenied",
          folder.string() + ": the folder cannot be read (" + why.message() + ").",
          {}};
}

// Appends the images of one folder, and its visible subfolders to `folders`.
void list_folder(fs::path const& folder, std::vector<ImageFile>& images,
                 std::vector<fs::path>& folders) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  fs::directory_iterator entry(folder, error);
  while (!error && entry != fs::directory_iterator()) {
    if (!entry->path().filename().string().starts_with('.')) entries.push_back(*entry);
    entry.increment(error);
  }
  if (error) images.push_back({folder, unreadable(folder, error)});
  std::sort(entries.begin(), entries.end());
  std::vector<fs::path> subfolders;
  for (fs::directory_entry const& each : entries) {
    std::error_code ignored;  // what cannot be looked at is neither a folder nor an image
    if (each.is_directory(ignored) && !each.is_symlink(ignored)) {
      subfolders.push_back(each.path());
    } else if (each.is_regular_file(ignored) && looks_like_image(each.path())) {
      images.push_back({each.path(), std::nullopt});
    }
  }
  folders.insert(folders.end(), subfolders.rbegin(), subfolders.rend());
}

void walk(fs::path const& top, std::vector<ImageFile>& images) {
  std::size_t const before = images.size();
  std::vector<fs::path> folders = {top};
  while (!folders.empty()) {
    fs::path const folder = std::move(folders.back());
    folders.pop_back();
    list_folder(folder, images, folders);
  }
  if (images.size() == before) {
    images.push_back({top, Error{Errc::not_found,
                                 "NoImagesFound",
                                 top.string() + ": there is no image in this folder.",
                                 {}}});
  }
}

Error too_large(std::uint64_t bytes_max) {
  return {Errc::too_large,
          "ImageTooLarge",
          "The file has more than " + std::to_string(bytes_max) +
              " bytes; make it smaller or raise --max-bytes.",
          {}};
}

Result<Bytes> read_standard_input(std::uint64_t bytes_max) {
  Bytes bytes;
  std::array<std::byte, 65536> piece{};
  while (true) {
    ssize_t const n = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      return fail(Errc::unavailable, "ReadFailed",
                  std::string("standard input: ") + std::strerror(errno) + ".");
    }
    if (n == 0) return bytes;
    bytes.insert(bytes.end(), piece.begin(), piece.begin() + n);
    if (bytes.size() > bytes_max) return tl::unexpected<Error>(too_large(bytes_max));
  }
}

}  // namespace

std::vector<ImageFile> find_images(std::vector<std::string> const& named) {
  std::vector<ImageFile> images;
  for (std::string const& name : named) {
    std::error_code ignored;
    if (name != "-" && fs::is_directory(name, ignored)) {
      walk(name, images);
    } else {
      images.push_back({name, std::nullopt});
    }
  }
  return images;
}

Result<Bytes> read_image(ImageFile const& file, std::uint64_t bytes_max) {
  if (file.is_standard_input()) return read_standard_input(bytes_max);
  Result<Bytes> bytes = read_file(file.path, bytes_max);
  if (!bytes && bytes.error().name == "FileTooLarge") {
    return tl::unexpected<Error>(too_large(bytes_max));
  }
  return bytes;
}

}  // namespace helio::cli
