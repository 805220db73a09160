#include "helio/storage.hpp"

#include <algorithm>
#include <system_error>

#include "adapters/fs/key_rotation.hpp"
#include "adapters/sqlite/delivery_store.hpp"
#include "adapters/sqlite/execution_store.hpp"
#include "adapters/sqlite/key_store.hpp"
#include "adapters/sqlite/machine_store.hpp"
#include "adapters/sqlite/object_events.hpp"
#include "adapters/sqlite/result_store.hpp"
#include "aws/s3/notification.hpp"
#include "aws/s3/settings.hpp"
#include "base/hmac.hpp"
#include "functions/spill.hpp"

namespace helio::cli {
namespace {

constexpr std::size_t kSecretBytes = 32;

// Keeps the value of a Result, or passes its error on. An adapter may be kept by its port.
template <typename Kept, typename Value>
Result<void> keep(Kept& into, Result<Value> result) {
  if (!result) return tl::unexpected<Error>(std::move(result.error()));
  into = std::move(*result);
  return {};
}

// write_file() renames into place, so that a crash leaves the whole secret or none.
Result<Bytes> load_or_make_secret(std::filesystem::path const& file, Random& random) {
  auto known = read_file(file, kSecretBytes);
  if (known && known->size() == kSecretBytes) return known;
  if (known || known.error().code != Errc::not_found) {
    return fail(Errc::corrupt, "KeyFileCorrupt",
                file.string() + " is damaged; restore it from a backup.");
  }
  Bytes secret(kSecretBytes);
  random.fill(secret);
  if (auto const written = write_file(file, secret); !written) {
    return tl::unexpected<Error>(written.error());
  }
  std::error_code ignored;
  std::filesystem::permissions(
      file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  return secret;
}

aws::MasterKey sealing_key(Bytes const& secret) {
  auto const derived = hmac_sha256(secret, "access keys");
  aws::MasterKey key{};
  std::ranges::copy(derived, key.begin());
  return key;
}

Result<void> open_stores(Storage& storage) {
  auto& database = *storage.database;
  Result<void> done = keep(storage.write_probe, sqlite::WriteProbe::open(database));
  if (done) done = keep(storage.events, sqlite::EventStore::open(database));
  if (done) done = keep(storage.machines, sqlite::MachineStore::open(database));
  if (done) done = keep(storage.executions, sqlite::ExecutionStore::open(database));
  if (done) done = keep(storage.results, sqlite::make_result_store(database));
  if (done) done = keep(storage.deliveries, sqlite::make_delivery_store(database));
  if (done) done = keep(storage.logs, sqlite::make_log_stores(database, storage.clock));
  if (done) done = keep(storage.key_store, sqlite::KeyStore::open(database));
  return done;
}

// The event of each change of a bucket that has them, in its own transaction; the bus is told once
// that is on the disk. What the pipeline makes itself starts nothing.
sqlite::RecordChange record_changes(Storage& storage, Config const& config) {
  auto record = sqlite::event_recorder(
      storage.ids, storage.clock, {.account = config.aws_account_id, .region = config.aws_region});
  return [record = std::move(record), watched = config.bucket, &storage](
             sqlite::Connection& connection, objects::ObjectChange const& change) -> Result<void> {
    auto const& bucket = change.object.bucket;
    if (bucket == functions::kDerivedBucket) return {};
    auto const setting =
        sqlite::ObjectRows(connection).setting(bucket, aws::s3::setting::kNotification);
    if (!setting) return tl::unexpected<Error>(setting.error());
    if (!aws::s3::publishes_events(*setting, bucket == watched)) return {};
    connection.after_commit([&storage] { storage.stored_events.ring(); });
    return record(connection, change);
  };
}

// A rotation of the master key that a crash cut short is finished before anything is uploaded.
Result<void> finish_rotation(Storage& storage) {
  auto const forgotten = files::forget_unused(*storage.master_keys, *storage.index);
  if (!forgotten) return forgotten;
  auto const resealed = files::reseal(*storage.master_keys, *storage.index);
  if (!resealed) return tl::unexpected<Error>(resealed.error());
  return {};
}

Result<void> open_objects(Storage& storage, Config const& config) {
  auto done = keep(storage.index, sqlite::ObjectIndex::open(*storage.database, storage.clock,
                                                            record_changes(storage, config)));
  if (done) done = finish_rotation(storage);
  if (!done) return done;
  return keep(storage.objects,
              files::ObjectStore::open(
                  {.files = storage.file_system,
                   .index = objects::Indexes::of(*storage.index),
                   .keys = *storage.master_keys,
                   .clock = storage.clock,
                   .random = storage.random},
                  {.folder = storage.folder,
                   .free_bytes_min = static_cast<std::uint64_t>(config.disk_free_bytes_min),
                   .multipart_days_max = static_cast<int>(config.upload_abort_days)}));
}

Result<void> make_bucket(sqlite::ObjectIndex& index, std::string const& name, bool versioned) {
  if (index.bucket(name)) return {};
  auto const made = index.create_bucket(name);
  if (!made) return made;
  return versioned ? index.set_versioning(name, objects::Versioning::enabled) : Result<void>{};
}

// A new key in place of one that is gone would hide that it is gone: what is stored cannot be read.
Result<void> check_master_key(std::filesystem::path const& folder) {
  std::error_code ignored;
  auto const file = folder / "keys" / "master.json";
  if (std::filesystem::exists(file, ignored)) return {};
  for (std::filesystem::recursive_directory_iterator each(folder / "objects", ignored), end;
       each != end; each.increment(ignored)) {
    if (!each->is_regular_file(ignored)) continue;
    return fail(Errc::not_found, "MasterKeyMissing",
                file.string() +
                    " is missing, and no stored image can be read without it: put it back from a "
                    "backup.");
  }
  return {};
}

Result<void> open_all(Storage& storage, Config const& config) {
  auto done = make_data_folder(storage.folder);
  if (done) done = check_master_key(storage.folder);
  if (done) done = keep(storage.admin, read_admin_key(storage.folder));
  if (!done) return done;
  auto const keys = storage.folder / "keys";
  done = keep(storage.master_keys,
              files::MasterKeys::open(storage.file_system, keys, storage.random, storage.clock));
  if (done) done = keep(storage.secret, load_or_make_secret(keys / "server.key", storage.random));
  if (done) done = keep(storage.database, sqlite::Database::open(storage.folder / kDatabaseFile));
  if (done) done = open_stores(storage);
  if (done) done = open_objects(storage, config);
  if (done) done = make_bucket(*storage.index, config.bucket, true);
  if (done) done = make_bucket(*storage.index, functions::kDerivedBucket, false);
  if (!done) return done;
  storage.keys = std::make_unique<aws::AccessKeys>(*storage.key_store, sealing_key(storage.secret),
                                                   storage.clock, storage.random);
  storage.keys->add(storage.admin);
  return {};
}

}  // namespace

Result<std::unique_ptr<Storage>> Storage::open(Config const& config) {
  auto storage = std::make_unique<Storage>();
  storage->folder = config.data;
  if (auto done = open_all(*storage, config); !done) {
    return tl::unexpected<Error>(std::move(done.error()));
  }
  return storage;
}

Result<std::unique_ptr<KeyRing>> KeyRing::open(std::filesystem::path const& folder) {
  auto ring = std::make_unique<KeyRing>();
  auto done = make_data_folder(folder / "keys");
  Bytes secret;
  if (done) done = keep(secret, load_or_make_secret(folder / "keys" / "server.key", ring->random));
  if (done) {
    done =
        keep(ring->database, sqlite::Database::open(folder / kDatabaseFile, {.exclusive = false}));
  }
  if (done) done = keep(ring->store, sqlite::KeyStore::open(*ring->database));
  if (!done) return tl::unexpected<Error>(std::move(done.error()));
  ring->keys = std::make_unique<aws::AccessKeys>(*ring->store, sealing_key(secret), ring->clock,
                                                 ring->random);
  return ring;
}

Result<void> make_data_folder(std::filesystem::path const& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error)) {
    return fail(Errc::invalid_argument, "NotAFolder",
                folder.string() + " is a file; give a folder, or a name that is still free.");
  }
  if (std::filesystem::create_directories(folder, error)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (error) {
    return fail(Errc::forbidden, "AccessDenied",
                folder.string() +
                    " cannot be made; check the folder above it, or give another "
                    "one by --data.",
                error.message());
  }
  return {};
}

Result<aws::NewKey> read_admin_key(std::filesystem::path const& folder) {
  SystemClock const clock;
  SystemRandom random;
  return aws::load_or_make_admin_key(folder / "keys" / "admin.json", clock, random);
}

}  // namespace helio::cli
