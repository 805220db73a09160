#include "adapters/fs/chunk_cipher.hpp"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

namespace helio::files {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Context keyed(SecretKey const& key, int encrypt) {
  Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nullptr, encrypt);
  return context;
}

unsigned char const* in(BytesView bytes) {
  return reinterpret_cast<unsigned char const*>(bytes.data());
}
unsigned char* out(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

// Eight bytes of index, big-endian, three of zero, one that is 1 of the last chunk.
std::array<unsigned char, 12> nonce(ChunkPlace place) {
  std::array<unsigned char, 12> bytes{};
  for (unsigned n = 0; n < 8; ++n) {
    bytes[n] = static_cast<unsigned char>(place.index >> (56U - 8U * n));
  }
  bytes[11] = place.last ? 1 : 0;
  return bytes;
}

}  // namespace

struct ChunkCipher::Contexts {
  Context seal, open;
};

ChunkCipher::ChunkCipher(SecretKey const& key, BodyHeaderBytes const& header)
    : contexts_(std::make_unique<Contexts>(Contexts{keyed(key, 1), keyed(key, 0)})),
      header_(header) {}
ChunkCipher::~ChunkCipher() = default;
ChunkCipher::ChunkCipher(ChunkCipher&&) noexcept = default;

void ChunkCipher::begin(void* context, int encrypt, ChunkPlace place) const {
  auto* const cipher = static_cast<EVP_CIPHER_CTX*>(context);
  auto const iv = nonce(place);
  EVP_CipherInit_ex(cipher, nullptr, nullptr, nullptr, iv.data(), encrypt);
  int written = 0;
  EVP_CipherUpdate(cipher, nullptr, &written, in(header_), static_cast<int>(header_.size()));
}

void ChunkCipher::seal(ChunkPlace place, BytesView plain, std::span<std::byte> sealed) {
  auto* const context = contexts_->seal.get();
  begin(context, 1, place);
  int written = 0;
  if (!plain.empty()) {
    EVP_CipherUpdate(context, out(sealed), &written, in(plain), static_cast<int>(plain.size()));
  }
  auto const tag = sealed.subspan(plain.size(), kTagBytes);
  EVP_CipherFinal_ex(context, out(tag), &written);  // GCM writes nothing here
  EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagBytes, out(tag));
}

bool ChunkCipher::open(ChunkPlace place, BytesView sealed, std::span<std::byte> plain) {
  auto* const context = contexts_->open.get();
  begin(context, 0, place);
  std::size_t const size = sealed.size() - kTagBytes;
  int written = 0;
  if (size > 0) {
    EVP_CipherUpdate(context, out(plain), &written, in(sealed), static_cast<int>(size));
  }
  std::array<std::byte, kTagBytes> tag{};
  std::copy_n(sealed.begin() + static_cast<std::ptrdiff_t>(size), kTagBytes, tag.begin());
  EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data());
  std::array<unsigned char, EVP_MAX_BLOCK_LENGTH> nothing{};
  return EVP_CipherFinal_ex(context, nothing.data(), &written) == 1;
}

}  // namespace helio::files
