#include "base/file.hpp"

#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace helio {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] int close() {
    int const result = ::close(fd_);
    fd_ = -1;
    return result;
  }

 private:
  int fd_;
};

tl::unexpected<Error> system_failure(int error, fs::path const& path, char const* fallback) {
  std::string const file = path.string();
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return fail(Errc::not_found, "NoSuchFile", file + ": there is no such file.");
    case EACCES:
    case EPERM:
    case EROFS:
      return fail(Errc::forbidden, "AccessDenied", file + ": permission denied.",
                  std::strerror(error));
    case ENOSPC:
    case EDQUOT:
      return fail(Errc::exhausted, "DiskFull",
                  file + ": the disk is full; free some space and try again.");
    default:
      return fail(Errc::unavailable, fallback, file + ": " + std::strerror(error) + ".");
  }
}

// 0, or the errno of the failed write.
int write_all(int fd, BytesView bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    bytes = bytes.subspan(static_cast<std::size_t>(n));
  }
  return 0;
}

}  // namespace

Result<Bytes> read_file(fs::path const& path, std::uint64_t bytes_max) {
  // O_NONBLOCK: opening a named pipe nobody writes to must not hang.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return system_failure(errno, path, "ReadFailed");
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return system_failure(errno, path, "ReadFailed");
  if (!S_ISREG(info.st_mode)) {
    return fail(Errc::invalid_argument, "NotAFile", path.string() + ": not a regular file.");
  }
  auto const size = static_cast<std::uint64_t>(info.st_size);
  if (size > bytes_max) {
    return fail(Errc::too_large, "FileTooLarge",
                path.string() + ": the file has " + std::to_string(size) + " bytes; at most " +
                    std::to_string(bytes_max) + " are accepted.");
  }
  Bytes bytes(size);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return system_failure(errno, path, "ReadFailed");
    if (n == 0) break;  // it shrank while we read
    done += static_cast<std::size_t>(n);
  }
  bytes.resize(done);
  return bytes;
}

Result<void> write_file(fs::path const& path, BytesView bytes) {
  fs::path temporary = path;
  temporary += ".tmp" + std::to_string(::getpid());
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.get() < 0) return system_failure(errno, path, "WriteFailed");
  int error = write_all(file.get(), bytes);
  if (error == 0 && ::fsync(file.get()) != 0) error = errno;
  if (file.close() != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    return system_failure(error, path, "WriteFailed");
  }
  return {};
}

}  // namespace helio
