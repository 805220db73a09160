#include "adapters/fs/secret_key.hpp"

#include <algorithm>

#include <openssl/crypto.h>

namespace helio::files {

SecretKey::SecretKey(std::span<std::byte const, kBytes> bytes) {
  std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

SecretKey SecretKey::made_by(Random& random) {
  SecretKey key;
  random.fill(key.bytes_);
  return key;
}

SecretKey::~SecretKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

}  // namespace helio::files
