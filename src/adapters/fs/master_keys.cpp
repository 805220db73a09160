#include "adapters/fs/master_keys.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"
#include "base/timestamp.hpp"

namespace helio::files {
namespace {

constexpr std::size_t kFileBytesMax = 256 * 1024;
constexpr std::size_t kWrappedBytes = SecretKey::kBytes + 8;
constexpr std::size_t kIdDigits = 16;

std::string id_of(SecretKey const& key) {
  Bytes named;
  for (auto const part : {bytes_of("heliograph master key"), key.bytes()}) {
    named.insert(named.end(), part.begin(), part.end());
  }
  return sha256_hex(named).substr(0, kIdDigits);
}

// One pass of RFC 3394; empty where what is unwrapped was not wrapped by this key.
Bytes key_wrap(SecretKey const& key, BytesView bytes, bool wrap) {
  std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> const context(
      EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  EVP_CipherInit_ex(context.get(), EVP_aes_256_wrap(), nullptr, key.data(), nullptr, wrap ? 1 : 0);
  std::array<unsigned char, kWrappedBytes + 16> out{};
  int written = 0;
  int const done = EVP_CipherUpdate(context.get(), out.data(), &written,
                                    reinterpret_cast<unsigned char const*>(bytes.data()),
                                    static_cast<int>(bytes.size()));
  if (done != 1 || written <= 0) return {};
  auto const result = std::as_bytes(std::span(out).first(static_cast<std::size_t>(written)));
  return {result.begin(), result.end()};
}

Result<SecretKey> read_key(std::string const& base64) {
  auto const bytes = from_base64(base64);
  if (!bytes || bytes->size() != SecretKey::kBytes) {
    return fail(Errc::invalid_argument, "InvalidMasterKey",
                "A master key is 32 bytes in base64; make one with: openssl rand -base64 32");
  }
  return SecretKey(std::span<std::byte const, SecretKey::kBytes>(*bytes));
}

tl::unexpected<Error> damaged(FileSystem::Path const& path, std::string detail) {
  return fail(Errc::corrupt, "KeysDamaged",
              path.string() +
                  " is damaged, and without it no object can be read; restore it "
                  "from a backup.",
              std::move(detail));
}

}  // namespace

Result<std::unique_ptr<MasterKeys>> MasterKeys::open(FileSystem& files,
                                                     FileSystem::Path const& folder, Random& random,
                                                     Clock const& clock) {
  std::unique_ptr<MasterKeys> keys(new MasterKeys(&files, folder / "master.json"));
  auto const text = read_whole(files, keys->path_, kFileBytesMax);
  if (text) {
    auto const read = keys->read(*text);
    if (!read) return tl::unexpected<Error>(read.error());
    return keys;
  }
  if (text.error().code != Errc::not_found) return tl::unexpected<Error>(text.error());
  auto made = files.make_directory(folder);
  if (made) made = files.sync_directory(folder.parent_path());
  if (made) made = keys->add_key(random, clock);
  if (!made) return tl::unexpected<Error>(made.error());
  return keys;
}

Result<std::unique_ptr<MasterKeys>> MasterKeys::of(std::span<std::string const> base64) {
  std::unique_ptr<MasterKeys> keys(new MasterKeys(nullptr, {}));
  for (auto const& text : base64) {
    auto const key = read_key(text);
    if (!key) return tl::unexpected<Error>(key.error());
    keys->keys_.push_back({id_of(*key), *key, {}});
  }
  if (keys->keys_.empty()) {
    return fail(Errc::invalid_argument, "InvalidMasterKey",
                "At least one master key is needed; make one with: openssl rand -base64 32");
  }
  return keys;
}

Result<void> MasterKeys::read(BytesView text) {
  auto const json = parse_json(text_of(text));
  if (!json) return damaged(path_, json.error().message);
  auto const list = json->is_object() ? json->find("keys") : json->end();
  if (list == json->end() || !list->is_array() || list->empty()) {
    return damaged(path_, "no list of keys");
  }
  for (auto const& entry : *list) {
    if (!entry.is_object() || !entry.contains("key") || !entry["key"].is_string() ||
        !entry.contains("id") || !entry["id"].is_string() || !entry.contains("created_at") ||
        !entry["created_at"].is_string()) {
      return damaged(path_, "a key without key, id or created_at");
    }
    auto const key = read_key(entry["key"].get<std::string>());
    auto const created_at = parse_rfc3339(entry["created_at"].get<std::string>());
    if (!key || !created_at || id_of(*key) != entry["id"].get<std::string>()) {
      return damaged(path_, "a key that does not fit its id");
    }
    keys_.push_back({id_of(*key), *key, *created_at});
  }
  return {};
}

// A new file beside the old one, then in its place: a crash leaves one of the two, whole.
Result<void> MasterKeys::save(std::vector<Key> keys) {
  Json list = Json::array();
  for (auto const& key : keys) {
    list.push_back({{"id", key.id},
                    {"key", to_base64(key.secret.bytes())},
                    {"created_at", to_rfc3339(key.created_at)}});
  }
  std::string const text = Json{{"keys", std::move(list)}}.dump(2) + "\n";
  FileSystem::Path const temporary = path_.string() + ".new";
  (void)files_->remove(temporary);  // left by a crash
  auto file = files_->create(temporary);
  if (!file) return fail(file);
  auto done = (*file)->write(bytes_of(text));
  if (done) done = (*file)->sync();
  if (done) done = files_->rename(temporary, path_);
  if (done) done = files_->sync_directory(path_.parent_path());
  if (!done) return done;
  std::unique_lock const lock(mutex_);
  keys_ = std::move(keys);
  return {};
}

std::string MasterKeys::current_id() const {
  std::shared_lock const lock(mutex_);
  return keys_.front().id;
}

std::vector<std::string> MasterKeys::ids() const {
  std::shared_lock const lock(mutex_);
  std::vector<std::string> all;
  for (auto const& key : keys_) all.push_back(key.id);
  return all;
}

objects::SealedKey MasterKeys::seal(SecretKey const& key) const {
  std::shared_lock const lock(mutex_);
  return {keys_.front().id, key_wrap(keys_.front().secret, key.bytes(), true)};
}

Result<SecretKey> MasterKeys::unseal(objects::SealedKey const& sealed) const {
  std::shared_lock const lock(mutex_);
  for (auto const& key : keys_) {
    if (key.id != sealed.master_key_id) continue;
    if (sealed.wrapped.size() != kWrappedBytes) break;
    auto const bytes = key_wrap(key.secret, sealed.wrapped, false);
    if (bytes.size() != SecretKey::kBytes) break;
    return SecretKey(std::span<std::byte const, SecretKey::kBytes>(bytes));
  }
  return fail(Errc::corrupt, "InternalError",
              "The object's key cannot be unwrapped; give the master key that it was stored with.",
              "master key " + sealed.master_key_id);
}

Result<void> MasterKeys::add_key(Random& random, Clock const& clock) {
  if (files_ == nullptr) {
    return fail(Errc::unsupported, "KeysFromConfiguration",
                "The master keys come from the configuration; put the new one first there.");
  }
  auto const secret = SecretKey::made_by(random);
  std::vector<Key> keys = {{id_of(secret), secret, clock.wall()}};
  {
    std::shared_lock const lock(mutex_);
    keys.insert(keys.end(), keys_.begin(), keys_.end());
  }
  return save(std::move(keys));
}

Result<void> MasterKeys::forget(std::string const& id) {
  if (files_ == nullptr || id == current_id()) return {};
  std::vector<Key> keys;
  {
    std::shared_lock const lock(mutex_);
    std::copy_if(keys_.begin(), keys_.end(), std::back_inserter(keys),
                 [&](Key const& key) { return key.id != id; });
  }
  return save(std::move(keys));
}

}  // namespace helio::files
