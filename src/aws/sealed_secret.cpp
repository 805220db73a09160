#include "aws/sealed_secret.hpp"

#include <algorithm>
#include <memory>

#include <openssl/evp.h>

namespace helio::aws {
namespace {

constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char* raw(std::byte* bytes) { return reinterpret_cast<unsigned char*>(bytes); }
unsigned char const* raw(std::byte const* bytes) {
  return reinterpret_cast<unsigned char const*>(bytes);
}
unsigned char const* raw(char const* text) { return reinterpret_cast<unsigned char const*>(text); }

}  // namespace

Bytes seal(std::string_view secret, std::string_view purpose,
           std::array<std::byte, 32> const& master, Random& random) {
  Bytes sealed(kNonce + secret.size() + kTag);
  random.fill(std::span(sealed).first(kNonce));
  Cipher const cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int size = 0;
  std::byte* const body = sealed.data() + kNonce;
  EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(master.data()),
                     raw(sealed.data()));
  EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(purpose.data()),
                    static_cast<int>(purpose.size()));
  EVP_EncryptUpdate(cipher.get(), raw(body), &size, raw(secret.data()),
                    static_cast<int>(secret.size()));
  EVP_EncryptFinal_ex(cipher.get(), raw(body) + secret.size(), &size);
  EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTag, body + secret.size());
  return sealed;
}

Result<std::string> unseal(BytesView sealed, std::string_view purpose,
                           std::array<std::byte, 32> const& master) {
  auto const corrupt = [] {
    return fail(
        Errc::corrupt, "StoreCorrupt",
        "A stored secret does not open; the master key is another, or the row was changed.");
  };
  if (sealed.size() < kNonce + kTag) return corrupt();
  std::size_t const length = sealed.size() - kNonce - kTag;
  std::array<std::byte, kTag> tag{};
  std::copy_n(sealed.data() + kNonce + length, kTag, tag.begin());
  std::string secret(length, '\0');
  Cipher const cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  int size = 0;
  EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(master.data()),
                     raw(sealed.data()));
  EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(purpose.data()),
                    static_cast<int>(purpose.size()));
  EVP_DecryptUpdate(cipher.get(), reinterpret_cast<unsigned char*>(secret.data()), &size,
                    raw(sealed.data() + kNonce), static_cast<int>(length));
  EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data());
  unsigned char nothing = 0;
  if (EVP_DecryptFinal_ex(cipher.get(), &nothing, &size) != 1) return corrupt();
  return secret;
}

}  // namespace helio::aws
