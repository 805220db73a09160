#include "faults/fault_vfs.hpp"

#include <filesystem>
#include <fstream>
#include <utility>

namespace helio {

// SQLite allocates szOsFile bytes: this, and the real file behind it.
struct FaultVfs::File {
  sqlite3_file base;
  FaultVfs* vfs;
  char const* path;  // lives as long as the file is open

  static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(&of(file) + 1);
  }
};

namespace {

// A method of the real file with the same arguments.
template <auto Member, typename... Arguments>
auto pass(sqlite3_file* real, Arguments... arguments) {
  return (real->pMethods->*Member)(real, arguments...);
}

}  // namespace

int FaultVfs::fault(int io_error) {
  std::scoped_lock const lock(mutex_);
  std::uint64_t const now = operations_++;
  bool const for_ever = fault_ == Fault::dead || fault_ == Fault::power;
  bool const fails = for_ever ? now >= fail_at_ : now == fail_at_;
  if (!fails) return SQLITE_OK;
  return fault_ == Fault::disk_full && io_error == SQLITE_IOERR_WRITE ? SQLITE_FULL : io_error;
}

// Of bytes [at, at + count), before they change.
void FaultVfs::remember(sqlite3_file* file, sqlite3_int64 at, std::size_t count) {
  auto* const real = File::real(file);
  {
    std::scoped_lock const lock(mutex_);
    if (fault_ != Fault::power) return;
  }
  Change change{.at = at};
  pass<&sqlite3_io_methods::xFileSize>(real, &change.size_before);
  change.bytes_before.resize(count);  // past the end xRead() gives zeroes, which are cut off again
  pass<&sqlite3_io_methods::xRead>(real, change.bytes_before.data(), static_cast<int>(count), at);
  std::scoped_lock const lock(mutex_);
  unsynced_[File::of(file).path].push_back(std::move(change));
}

void FaultVfs::forget(std::string const& path) {
  std::scoped_lock const lock(mutex_);
  unsynced_.erase(path);
}

void FaultVfs::lose_power() {
  std::scoped_lock const lock(mutex_);
  for (auto const& [path, changes] : std::exchange(unsynced_, {})) {
    if (!std::filesystem::exists(path)) continue;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
      std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
      file.seekp(change->at);
      file.write(change->bytes_before.data(),
                 static_cast<std::streamsize>(change->bytes_before.size()));
      file.close();
      std::filesystem::resize_file(path, static_cast<std::uintmax_t>(change->size_before));
    }
    std::filesystem::remove(path.substr(0, path.rfind("-wal")) + "-shm");  // is no file but memory
  }
}

int FaultVfs::write(sqlite3_file* file, void const* bytes, int count, sqlite3_int64 at) {
  auto* const real = File::real(file);
  File::of(file).vfs->remember(file, at, static_cast<std::size_t>(count));
  int const failed = File::of(file).vfs->fault(SQLITE_IOERR_WRITE);
  if (failed == SQLITE_OK) return pass<&sqlite3_io_methods::xWrite>(real, bytes, count, at);
  if (failed == SQLITE_IOERR_WRITE) {
    (void)pass<&sqlite3_io_methods::xWrite>(real, bytes, count / 2, at);
  }
  return failed;
}

int FaultVfs::truncate(sqlite3_file* file, sqlite3_int64 size) {
  sqlite3_int64 before = 0;
  pass<&sqlite3_io_methods::xFileSize>(File::real(file), &before);
  if (before > size) {
    File::of(file).vfs->remember(file, size, static_cast<std::size_t>(before - size));
  }
  int const failed = File::of(file).vfs->fault(SQLITE_IOERR_TRUNCATE);
  return failed != SQLITE_OK ? failed
                             : pass<&sqlite3_io_methods::xTruncate>(File::real(file), size);
}

int FaultVfs::sync(sqlite3_file* file, int /*flags*/) {
  int const failed = File::of(file).vfs->fault(SQLITE_IOERR_FSYNC);
  if (failed == SQLITE_OK) File::of(file).vfs->forget(File::of(file).path);
  return failed;
}

sqlite3_io_methods const FaultVfs::kMethods = {
    .iVersion = 3,
    .xClose = [](sqlite3_file* f) { return pass<&sqlite3_io_methods::xClose>(File::real(f)); },
    .xRead =
        [](sqlite3_file* f, void* into, int count, sqlite3_int64 at) {
          return pass<&sqlite3_io_methods::xRead>(File::real(f), into, count, at);
        },
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize =
        [](sqlite3_file* f, sqlite3_int64* size) {
          return pass<&sqlite3_io_methods::xFileSize>(File::real(f), size);
        },
    .xLock = [](sqlite3_file* f,
                int how) { return pass<&sqlite3_io_methods::xLock>(File::real(f), how); },
    .xUnlock = [](sqlite3_file* f,
                  int how) { return pass<&sqlite3_io_methods::xUnlock>(File::real(f), how); },
    .xCheckReservedLock =
        [](sqlite3_file* f, int* answer) {
          return pass<&sqlite3_io_methods::xCheckReservedLock>(File::real(f), answer);
        },
    .xFileControl =
        [](sqlite3_file* f, int what, void* value) {
          return pass<&sqlite3_io_methods::xFileControl>(File::real(f), what, value);
        },
    .xSectorSize =
        [](sqlite3_file* f) { return pass<&sqlite3_io_methods::xSectorSize>(File::real(f)); },
    .xDeviceCharacteristics =
        [](sqlite3_file* f) {
          return pass<&sqlite3_io_methods::xDeviceCharacteristics>(File::real(f));
        },
    .xShmMap =
        [](sqlite3_file* f, int page, int size, int extend, void volatile** into) {
          return pass<&sqlite3_io_methods::xShmMap>(File::real(f), page, size, extend, into);
        },
    .xShmLock =
        [](sqlite3_file* f, int offset, int count, int flags) {
          return pass<&sqlite3_io_methods::xShmLock>(File::real(f), offset, count, flags);
        },
    .xShmBarrier = [](sqlite3_file* f) { pass<&sqlite3_io_methods::xShmBarrier>(File::real(f)); },
    .xShmUnmap =
        [](sqlite3_file* f, int remove) {
          return pass<&sqlite3_io_methods::xShmUnmap>(File::real(f), remove);
        },
    .xFetch =
        [](sqlite3_file* f, sqlite3_int64 at, int count, void** into) {
          return pass<&sqlite3_io_methods::xFetch>(File::real(f), at, count, into);
        },
    .xUnfetch =
        [](sqlite3_file* f, sqlite3_int64 at, void* mapped) {
          return pass<&sqlite3_io_methods::xUnfetch>(File::real(f), at, mapped);
        },
};

int FaultVfs::open(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, int flags, int* given) {
  auto& self = *static_cast<FaultVfs*>(vfs->pAppData);
  File::of(file).vfs = &self;
  File::of(file).path = name != nullptr ? name : "";
  File::of(file).base.pMethods = nullptr;
  int const opened = self.real_->xOpen(self.real_, name, File::real(file), flags, given);
  if (opened == SQLITE_OK) File::of(file).base.pMethods = &kMethods;
  return opened;
}

int FaultVfs::remove(sqlite3_vfs* vfs, char const* name, int sync_directory) {
  auto& self = *static_cast<FaultVfs*>(vfs->pAppData);
  int const failed = self.fault(SQLITE_IOERR_DELETE);
  if (failed != SQLITE_OK) return failed;
  self.forget(name);
  return self.real_->xDelete(self.real_, name, sync_directory);
}

FaultVfs::FaultVfs() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
  vfs_.zName = "fault";
  vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
  vfs_.pAppData = this;
  vfs_.xOpen = open;
  vfs_.xDelete = remove;
  sqlite3_vfs_register(&vfs_, 1);
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_, 1);
}

void FaultVfs::fail_at(std::uint64_t at, Fault fault) {
  std::scoped_lock const lock(mutex_);
  operations_ = 0;
  fail_at_ = at;
  fault_ = fault;
  unsynced_.clear();
}

void FaultVfs::heal() { fail_at(UINT64_MAX, Fault::io_error); }

std::uint64_t FaultVfs::operations() {
  std::scoped_lock const lock(mutex_);
  return operations_;
}

}  // namespace helio
