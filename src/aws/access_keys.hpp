// AccessKeys: who may do what. One key is an AWS credential pair and a bearer token for REST, with
// one grant, made and revoked together.
//
// Secrets    An AWS signature can only be checked with its secret, so that is kept, sealed with
//            AES-256-GCM under the master key. A token is only ever compared, so its SHA-256 is
//            kept: it has 256 random bits, which no dictionary reaches, and argon2id would cost
//            every request 50 ms to defend it against nothing.
// Errors     not_found "NoSuchAccessKey"; invalid_argument "InvalidArgument"; corrupt
//            "StoreCorrupt" (a sealed secret that does not open); and those of the KeyStore.
// Threads    callable from any. find() and authenticate() remember a key for kRememberedMax, so
// that
//            requests cost no read of the store, and another process that shares it (`helio keys
//            revoke`) is noticed soon.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.hpp"
#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace helio::aws {

struct AccessKey {
  std::string access_key_id;  // "HELIO" and 15 letters and digits
  std::string name;           // whose it is, for people: 1..64 printable characters
  Grant grant;
  Timestamp created_at;
};

// A key as a KeyStore keeps it.
struct StoredKey {
  AccessKey key;
  Bytes sealed_secret;
  std::string token_sha256;
};

// Errors   conflict "ConstraintFailed" for an id that is there; unavailable "StoreUnavailable".
// Contract tests/contract/key_store_contract.hpp must pass for every implementation.
class KeyStore {
 public:
  virtual ~KeyStore() = default;
  [[nodiscard]] virtual Result<void> insert(StoredKey const& key) = 0;
  [[nodiscard]] virtual Result<std::optional<StoredKey>> find(std::string_view access_key_id) = 0;
  [[nodiscard]] virtual Result<std::vector<StoredKey>> list() = 0;                // oldest first
  [[nodiscard]] virtual Result<bool> remove(std::string_view access_key_id) = 0;  // was there
};

// What its owner gets to see, once.
struct NewKey {
  AccessKey key;
  std::string secret_access_key, bearer_token;
};

using MasterKey = std::array<std::byte, 32>;

class AccessKeys final : public CredentialStore {
 public:
  static constexpr std::chrono::seconds kRememberedMax{5};

  AccessKeys(KeyStore& store, MasterKey const& master, Clock const& clock, Random& random)
      : store_(store), master_(master), clock_(clock), random_(random) {}

  [[nodiscard]] Result<NewKey> create(std::string_view name, Grant grant);
  [[nodiscard]] Result<std::vector<AccessKey>> list();
  // Takes effect on the next request here, within kRememberedMax in other processes.
  [[nodiscard]] Result<void> revoke(std::string_view access_key_id);

  // A key that is in no store and never forgotten: the first admin's, which lives in a file
  // (admin_key.hpp).
  void add(NewKey const& key);

  [[nodiscard]] Result<std::optional<Credential>> find(std::string_view access_key_id) override;
  // Of a bearer token; none: not a token of ours, or revoked.
  [[nodiscard]] Result<std::optional<Identity>> authenticate(std::string_view bearer_token);

 private:
  struct Opened {
    Credential credential;
    std::string token_sha256;
    std::optional<Clock::Monotonic> read_at;  // none: in no store
  };
  [[nodiscard]] Result<std::optional<Opened>> open(std::string_view access_key_id);

  KeyStore& store_;
  const MasterKey master_;
  Clock const& clock_;
  Random& random_;
  std::mutex mutex_;
  std::map<std::string, Opened, std::less<>> opened_;  // of keys that existed when read
};

// A key with fresh secrets, kept nowhere.
[[nodiscard]] NewKey generate_key(std::string_view name, Grant grant, Timestamp now,
                                  Random& random);

[[nodiscard]] std::string_view to_string(Role role) noexcept;
// Errors: invalid_argument "InvalidArgument".
[[nodiscard]] Result<Role> parse_role(std::string_view text);

}  // namespace helio::aws
