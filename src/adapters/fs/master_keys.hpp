// MasterKeys: the keys that wrap each body's own key (AES key wrap, RFC 3394).
//
// They are the file DATA/keys/master.json, made at the first start, or come from the configuration.
// The first one is current and wraps; the others only unwrap, until nothing is wrapped by them. An
// id is made from its key, so that a wrong key is found out by its id. Format:
// docs/object-format.md. Losing the file loses the objects: it belongs into the backup.
// Threads  callable from any.
#pragma once

#include <memory>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "adapters/fs/file_system.hpp"
#include "adapters/fs/secret_key.hpp"
#include "base/clock.hpp"
#include "objects/object_index.hpp"

namespace helio::files {

class MasterKeys {
 public:
  // Reads `folder`/master.json, or makes it. Errors: as the file system's; corrupt "KeysDamaged".
  [[nodiscard]] static Result<std::unique_ptr<MasterKeys>> open(FileSystem& files,
                                                                FileSystem::Path const& folder,
                                                                Random& random, Clock const& clock);
  // Keys of 32 bytes in base64, the current first. Errors: invalid_argument "InvalidMasterKey".
  [[nodiscard]] static Result<std::unique_ptr<MasterKeys>> of(std::span<std::string const> base64);

  [[nodiscard]] std::string current_id() const;
  [[nodiscard]] std::vector<std::string> ids() const;  // the current first
  [[nodiscard]] objects::SealedKey seal(SecretKey const& key) const;
  // Errors: corrupt "InternalError" (no such master key, or another key's).
  [[nodiscard]] Result<SecretKey> unseal(objects::SealedKey const& sealed) const;

  // A new key becomes current, and is on the disk before it wraps anything. Errors: as the file
  // system's; unsupported "KeysFromConfiguration".
  [[nodiscard]] Result<void> add_key(Random& random, Clock const& clock);
  // Forgets a key that is not current. Only when nothing is wrapped by it.
  [[nodiscard]] Result<void> forget(std::string const& id);

 private:
  struct Key {
    std::string id;
    SecretKey secret;
    Timestamp created_at;
  };
  MasterKeys(FileSystem* files, FileSystem::Path path) : files_(files), path_(std::move(path)) {}
  [[nodiscard]] Result<void> read(BytesView text);
  [[nodiscard]] Result<void> save(std::vector<Key> keys);  // and use them

  FileSystem* files_;  // null: from the configuration
  FileSystem::Path path_;
  mutable std::shared_mutex mutex_;
  std::vector<Key> keys_;
};

}  // namespace helio::files
