#include "adapters/fs/posix_file_system.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace helio::files {
namespace {

using Path = FileSystem::Path;

tl::unexpected<Error> failure(int error, Path const& path, char const* fallback) {
  std::string const file = path.string();
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return fail(Errc::not_found, "NoSuchFile", file + ": there is no such file.");
    case EEXIST:
    case ENOTEMPTY:
      return fail(Errc::conflict, "FileExists", file + ": it exists already, or is not empty.");
    case EACCES:
    case EPERM:
    case EROFS:
      return fail(Errc::forbidden, "AccessDenied", file + ": permission denied.",
                  std::strerror(error));
    case ENOSPC:
    case EDQUOT:
      return fail(Errc::exhausted, "DiskFull", "The disk is full; free some space and try again.",
                  file);
    default:
      return fail(Errc::unavailable, fallback,
                  "The disk does not take or give what is stored; check it.",
                  file + ": " + std::strerror(error));
  }
}

class Descriptor {
 public:
  Descriptor(int fd, Path path) : fd_(fd), path_(std::move(path)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] Path const& path() const { return path_; }

 private:
  int fd_;
  Path path_;
};

class PosixWritableFile final : public WritableFile {
 public:
  PosixWritableFile(int fd, Path path) : file_(fd, std::move(path)) {}
  Result<void> write(BytesView bytes) override {
    while (!bytes.empty()) {
      ssize_t const n = ::write(file_.get(), bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failure(errno, file_.path(), "WriteFailed");
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return {};
  }
  // The size is synced too; times of access and change need not be.
  Result<void> sync() override {
    if (::fdatasync(file_.get()) != 0) return failure(errno, file_.path(), "WriteFailed");
    return {};
  }

 private:
  Descriptor file_;
};

class PosixReadableFile final : public ReadableFile {
 public:
  PosixReadableFile(int fd, Path path) : file_(fd, std::move(path)) {}
  Result<std::uint64_t> size_bytes() override {
    struct stat info {};
    if (::fstat(file_.get(), &info) != 0) return failure(errno, file_.path(), "ReadFailed");
    return static_cast<std::uint64_t>(info.st_size);
  }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) override {
    std::size_t done = 0;
    while (done < into.size()) {
      ssize_t const n = ::pread(file_.get(), into.data() + done, into.size() - done,
                                static_cast<off_t>(offset + done));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failure(errno, file_.path(), "ReadFailed");
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    return done;
  }

 private:
  Descriptor file_;
};

}  // namespace

Result<std::unique_ptr<WritableFile>> PosixFileSystem::create(Path const& path) {
  int const fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return failure(errno, path, "WriteFailed");
  return std::make_unique<PosixWritableFile>(fd, path);
}

Result<std::unique_ptr<ReadableFile>> PosixFileSystem::open(Path const& path) {
  int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return failure(errno, path, "ReadFailed");
  return std::make_unique<PosixReadableFile>(fd, path);
}

Result<void> PosixFileSystem::rename(Path const& from, Path const& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return failure(errno, to, "WriteFailed");
  return {};
}

Result<void> PosixFileSystem::remove(Path const& path) {
  if (std::remove(path.c_str()) != 0) return failure(errno, path, "WriteFailed");
  return {};
}

Result<void> PosixFileSystem::make_directory(Path const& path) {
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return failure(errno, path, "WriteFailed");
  }
  return {};
}

Result<void> PosixFileSystem::sync_directory(Path const& path) {
  Descriptor const directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), path);
  if (directory.get() < 0) return failure(errno, path, "WriteFailed");
  if (::fsync(directory.get()) != 0) return failure(errno, path, "WriteFailed");
  return {};
}

Result<std::vector<std::string>> PosixFileSystem::list(Path const& directory) {
  std::unique_ptr<DIR, int (*)(DIR*)> const open(::opendir(directory.c_str()), ::closedir);
  if (!open) return failure(errno, directory, "ReadFailed");
  std::vector<std::string> names;
  while (dirent const* const entry = ::readdir(open.get())) {
    std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(std::move(name));
  }
  return names;
}

Result<std::uint64_t> PosixFileSystem::free_bytes(Path const& path) {
  struct statvfs info {};
  if (::statvfs(path.c_str(), &info) != 0) return failure(errno, path, "ReadFailed");
  return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

Result<Bytes> read_whole(FileSystem& files, Path const& path, std::size_t bytes_max) {
  auto file = files.open(path);
  if (!file) return fail(file);
  auto const size = (*file)->size_bytes();
  if (!size) return tl::unexpected<Error>(size.error());
  if (*size > bytes_max) {
    return fail(Errc::too_large, "FileTooLarge",
                path.string() + ": at most " + std::to_string(bytes_max) + " bytes are read.");
  }
  Bytes bytes(*size);
  auto const read = (*file)->read_at(0, bytes);
  if (!read) return tl::unexpected<Error>(read.error());
  bytes.resize(*read);
  return bytes;
}

}  // namespace helio::files
