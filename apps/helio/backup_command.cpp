#include "helio/backup_command.hpp"

#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "adapters/fs/body_store.hpp"
#include "adapters/sqlite/snapshot.hpp"
#include "helio/config_command.hpp"
#include "helio/server_client.hpp"
#include "helio/storage.hpp"
#include "helio/terminal.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

// Snapshots until none of the bodies in it is deleted before it is copied.
constexpr int kAttemptsMax = 10;

tl::unexpected<Error> failed(fs::path const& path, std::error_code const& error) {
  if (error == std::errc::no_space_on_device) {
    return fail(Errc::exhausted, "DiskFull", "The disk of the backup is full; it is not complete.");
  }
  return fail(Errc::unavailable, "BackupFailed", path.string() + " cannot be copied.",
              error.message());
}

Result<void> check_folders(fs::path const& data_folder, fs::path const& to) {
  std::error_code ignored;
  if (!fs::exists(data_folder / kDatabaseFile, ignored)) {
    return fail(Errc::not_found, "NoDataFolder",
                data_folder.string() + " is no data folder of helio; name it by --data.");
  }
  if (fs::exists(to, ignored) && !fs::is_empty(to, ignored)) {
    return fail(Errc::conflict, "FolderNotEmpty",
                to.string() + " is not empty; give a folder that is new.");
  }
  return {};
}

// Copies the bodies that `snapshot` knows and the backup has not. False: one was deleted meanwhile.
Result<bool> copy_bodies(fs::path const& snapshot, fs::path const& from, fs::path const& to,
                         BackedUp& done) {
  bool complete = true;
  auto const visited = sqlite::each_body(snapshot, [&](std::string const& id) -> Result<void> {
    auto const file = files::body_path(to, id);
    std::error_code error;
    if (fs::exists(file, error)) return {};
    fs::create_directories(file.parent_path(), error);
    if (!error) fs::copy_file(files::body_path(from, id), file, error);
    if (error == std::errc::no_such_file_or_directory) {
      complete = false;
      return {};
    }
    if (error) return failed(file, error);
    ++done.bodies;
    done.bytes += fs::file_size(file, error);
    return {};
  });
  if (!visited) return tl::unexpected<Error>(visited.error());
  return complete;
}

Result<void> copy_keys(fs::path const& from, fs::path const& to) {
  std::error_code error;
  for (auto const* name : {"master.json", "admin.json", "server.key"}) {
    fs::copy_file(from / name, to / name, error);
    if (error && error != std::errc::no_such_file_or_directory) return failed(from / name, error);
  }
  return {};
}

// What was copied is on the disk before the backup counts as one.
Result<void> finish(fs::path const& to, fs::path const& snapshot) {
  int const folder = ::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  std::error_code error;
  if (folder < 0 || ::syncfs(folder) != 0) error.assign(errno, std::generic_category());
  if (!error) fs::rename(snapshot, to / kDatabaseFile, error);
  if (!error && ::fsync(folder) != 0) error.assign(errno, std::generic_category());
  if (folder >= 0) ::close(folder);
  if (error) return failed(to, error);
  return {};
}

}  // namespace

Result<BackedUp> back_up(fs::path const& data_folder, fs::path const& to) {
  if (auto const good = check_folders(data_folder, to); !good) {
    return tl::unexpected<Error>(good.error());
  }
  for (auto const& folder : {to, to / "keys", to / "objects"}) {
    if (auto const made = make_data_folder(folder); !made) {
      return tl::unexpected<Error>(made.error());
    }
  }
  BackedUp done;
  fs::path const snapshot = to / "snapshot";
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    auto const written = sqlite::write_snapshot(data_folder / kDatabaseFile, snapshot);
    if (!written) return tl::unexpected<Error>(written.error());
    auto const complete = copy_bodies(snapshot, data_folder / "objects", to / "objects", done);
    if (!complete) return tl::unexpected<Error>(complete.error());
    if (!*complete) continue;
    // After the snapshot: a key that wraps what is in it is in the file by now.
    auto ended = copy_keys(data_folder / "keys", to / "keys");
    if (ended) ended = finish(to, snapshot);
    if (!ended) return tl::unexpected<Error>(ended.error());
    return done;
  }
  return fail(Errc::unavailable, "BackupOvertaken",
              "Objects are deleted faster than they are copied; try again later.");
}

ExitStatus run_backup(BackupArguments const& arguments) {
  auto const loaded = read_config(arguments.config);
  if (!loaded) {
    print_error(loaded.error());
    return kUsage;
  }
  auto const done = back_up(loaded->config.data, arguments.folder);
  if (!done) {
    print_error(done.error());
    return kSomeFailed;
  }
  auto const said =
      print(fmt::format("{}: the database, its keys and {} bodies of objects ({:.1f} MB)\n",
                        arguments.folder, done->bodies, static_cast<double>(done->bytes) / 1e6));
  return said ? kDone : kSomeFailed;
}

}  // namespace helio::cli
