// FaultVfs: SQLite's files on a disk that fails on demand, as MemoryFileSystem is for objects.
//
// What changes files is counted: writes, syncs, truncations, deletions. (SQLite renames none.) The
// operation numbered `at` fails as told. A write that fails by an I/O error has done half of its
// bytes. A sync costs nothing: that it happened is what lose_power() looks at.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace helio {

enum class Fault {
  io_error,   // once
  disk_full,  // once; what takes no room fails by an I/O error
  dead,       // from there on every operation fails
  power,      // the same, and lose_power() may follow
};

class FaultVfs {
 public:
  FaultVfs();  // what the process opens from now on is opened here
  ~FaultVfs();
  FaultVfs(FaultVfs const&) = delete;
  FaultVfs& operator=(FaultVfs const&) = delete;

  void fail_at(std::uint64_t at, Fault fault);  // counts from 0 again
  void heal();
  [[nodiscard]] std::uint64_t operations();  // since fail_at()
  // Once all files are closed: what was written since fail_at() and not synced is as it was before.
  void lose_power();

 private:
  struct File;
  // What undoes one write or truncation.
  struct Change {
    sqlite3_int64 at = 0, size_before = 0;
    std::vector<char> bytes_before;
  };
  static sqlite3_io_methods const kMethods;
  static int open(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, int flags, int* given);
  static int remove(sqlite3_vfs* vfs, char const* name, int sync_directory);
  static int write(sqlite3_file* file, void const* bytes, int count, sqlite3_int64 at);
  static int truncate(sqlite3_file* file, sqlite3_int64 size);
  static int sync(sqlite3_file* file, int flags);

  int fault(int io_error);  // counts; SQLITE_OK: the operation goes on
  void remember(sqlite3_file* file, sqlite3_int64 at, std::size_t count);
  void forget(std::string const& path);

  sqlite3_vfs* const real_;
  sqlite3_vfs vfs_;
  std::mutex mutex_;
  std::uint64_t operations_ = 0, fail_at_ = UINT64_MAX;
  Fault fault_ = Fault::io_error;
  std::map<std::string, std::vector<Change>> unsynced_;  // by path
};

}  // namespace helio
