#include "base/random.hpp"

#include <array>
#include <cstdlib>
#include <cstring>

#include <openssl/rand.h>

namespace helio {

double Random::unit() {
  std::array<std::byte, sizeof(std::uint64_t)> bytes{};
  fill(bytes);
  std::uint64_t bits = 0;
  std::memcpy(&bits, bytes.data(), sizeof(bits));
  return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

void SystemRandom::fill(std::span<std::byte> bytes) {
  auto* const out = reinterpret_cast<unsigned char*>(bytes.data());
  if (RAND_bytes(out, static_cast<int>(bytes.size())) != 1) std::abort();
}

void SeededRandom::fill(std::span<std::byte> bytes) {
  std::scoped_lock const lock(mutex_);
  for (auto& byte : bytes) byte = static_cast<std::byte>(engine_() & 0xffU);
}

}  // namespace helio
