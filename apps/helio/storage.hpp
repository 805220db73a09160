// Storage: the data folder of a server: one SQLite file, the objects' files, the keys.
//
//   DATA/helio.db       metadata, events, executions, results, logs (adapters/sqlite)
//   DATA/objects/       bodies of objects, encrypted (docs/object-format.md)
//   DATA/keys/          the master key and the first admin's key; only the owner may read them
//
// `helio serve` opens all of it; `helio env` and `helio keys` open what they need.
#pragma once

#include <filesystem>
#include <memory>

#include "adapters/fs/master_keys.hpp"
#include "adapters/fs/object_store.hpp"
#include "adapters/fs/posix_file_system.hpp"
#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/event_store.hpp"
#include "adapters/sqlite/log_store.hpp"
#include "adapters/sqlite/object_index.hpp"
#include "adapters/sqlite/write_probe.hpp"
#include "asl/execution_store.hpp"
#include "asl/machine_store.hpp"
#include "aws/access_keys.hpp"
#include "aws/admin_key.hpp"
#include "base/bell.hpp"
#include "base/ids.hpp"
#include "base/random.hpp"
#include "helio/config.hpp"
#include "notify/delivery_store.hpp"
#include "results/result_store.hpp"

namespace helio::cli {

inline constexpr char const* kDatabaseFile = "helio.db";  // in the data folder

struct Storage {
  std::filesystem::path folder;
  SystemClock clock;
  SystemRandom random;
  IdGenerator ids{clock, random};
  files::PosixFileSystem file_system;
  Bell stored_events;  // rings when events are on the disk

  std::unique_ptr<files::MasterKeys> master_keys;
  aws::NewKey admin;
  std::unique_ptr<sqlite::Database> database;
  std::unique_ptr<sqlite::ObjectIndex> index;
  std::unique_ptr<files::ObjectStore> objects;
  std::unique_ptr<objects::ObjectStore> placed;  // where the watched bucket is elsewhere
  std::string upload_origin;                     // that pages send to, if it is not this server
  std::unique_ptr<sqlite::WriteProbe> write_probe;
  std::unique_ptr<sqlite::EventStore> events;
  std::unique_ptr<asl::MachineStore> machines;
  std::unique_ptr<asl::ExecutionStore> executions;
  std::unique_ptr<results::ResultStore> results;
  std::unique_ptr<notify::DeliveryStore> deliveries;
  sqlite::LogStores logs;
  Bytes secret;  // DATA/keys/server.key: what seals access keys and cursors is derived from it
  std::unique_ptr<aws::KeyStore> key_store;
  std::unique_ptr<aws::AccessKeys> keys;

  // The watched bucket's objects wherever they are, and all others.
  [[nodiscard]] objects::ObjectStore& pictures() { return placed ? *placed : *objects; }

  // Makes what is missing: the folder, its keys, tables and the two buckets.
  // Errors: those of the parts; the message names the folder.
  [[nodiscard]] static Result<std::unique_ptr<Storage>> open(Config const& config);
};

// The access keys alone, beside a server that may be running: it sees a new key at once, and a
// revoked one is refused within aws::AccessKeys::kRememberedMax.
struct KeyRing {
  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<sqlite::Database> database;
  std::unique_ptr<aws::KeyStore> store;
  std::unique_ptr<aws::AccessKeys> keys;

  // Errors: as Storage::open().
  [[nodiscard]] static Result<std::unique_ptr<KeyRing>> open(std::filesystem::path const& folder);
};

// DATA with rights for its owner only, if it is not there. Errors: "NotAFolder", "AccessDenied".
[[nodiscard]] Result<void> make_data_folder(std::filesystem::path const& folder);

// DATA/keys/admin.json, made where it is missing; for `helio env` before the server first runs.
[[nodiscard]] Result<aws::NewKey> read_admin_key(std::filesystem::path const& folder);

}  // namespace helio::cli
