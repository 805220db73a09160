#include "aws/digest.hpp"

#include <array>

#include <openssl/evp.h>

#include "base/encoding.hpp"

namespace helio::aws {

struct Sha256::Context {
  Context() : md(EVP_MD_CTX_new(), EVP_MD_CTX_free) { begin(); }
  void begin() { EVP_DigestInit_ex(md.get(), EVP_sha256(), nullptr); }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> md;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(BytesView bytes) {
  EVP_DigestUpdate(context_->md.get(), bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  std::array<std::byte, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(context_->md.get(), reinterpret_cast<unsigned char*>(digest.data()), &size);
  context_->begin();
  return to_hex(BytesView(digest).first(size));
}

}  // namespace helio::aws
