#include "objects/crc.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace helio::objects {
namespace {

static_assert(std::endian::native == std::endian::little, "update() loads words as they lie");

struct Polynomial {
  std::uint64_t reflected;
  std::uint64_t ones;  // the register's width, as a mask: first value and last complement
  std::array<std::array<std::uint64_t, 256>, 8> tables;  // [n]: the byte n places before the end
};

Polynomial make(std::uint64_t reflected, std::uint64_t ones) {
  Polynomial made{reflected, ones, {}};
  for (std::uint64_t byte = 0; byte < 256; ++byte) {
    std::uint64_t value = byte;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) != 0 ? reflected : 0);
    made.tables[0][byte] = value;
  }
  for (std::size_t n = 1; n < 8; ++n) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      std::uint64_t const before = made.tables[n - 1][byte];
      made.tables[n][byte] = (before >> 8U) ^ made.tables[0][before & 0xffU];
    }
  }
  return made;
}

Polynomial const& polynomial(CrcKind kind) {
  static Polynomial const crc32 = make(0xEDB88320U, UINT32_MAX);
  static Polynomial const crc32c = make(0x82F63B78U, UINT32_MAX);
  static Polynomial const crc64nvme = make(0x9A6C9329AC4BC9B5U, UINT64_MAX);
  switch (kind) {
    case CrcKind::crc32:
      return crc32;
    case CrcKind::crc32c:
      return crc32c;
    case CrcKind::crc64nvme:
      break;
  }
  return crc64nvme;
}

// A linear map over GF(2): what shifting zeros into the register does. Column n: the image of bit
// n.
using Matrix = std::array<std::uint64_t, 64>;

std::uint64_t image_of(Matrix const& matrix, std::uint64_t vector) {
  std::uint64_t sum = 0;
  for (std::size_t bit = 0; vector != 0; ++bit, vector >>= 1U) {
    if ((vector & 1U) != 0) sum ^= matrix[bit];
  }
  return sum;
}

Matrix squared(Matrix const& matrix) {
  Matrix square{};
  for (std::size_t bit = 0; bit < 64; ++bit) square[bit] = image_of(matrix, matrix[bit]);
  return square;
}

}  // namespace

Crc::Crc(CrcKind kind) : kind_(kind), state_(polynomial(kind).ones) {}

void Crc::update(BytesView bytes) noexcept {
  auto const& tables = polynomial(kind_).tables;
  std::uint64_t state = state_;
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    word ^= state;
    state = 0;
    for (unsigned n = 0; n < 8; ++n) state ^= tables[7 - n][(word >> (8 * n)) & 0xffU];
    bytes = bytes.subspan(8);
  }
  for (std::byte const byte : bytes) {
    state = (state >> 8U) ^ tables[0][(state ^ std::to_integer<std::uint64_t>(byte)) & 0xffU];
  }
  state_ = state;
}

std::uint64_t Crc::value() const noexcept { return state_ ^ polynomial(kind_).ones; }

int Crc::bytes() const noexcept { return crc_bytes(kind_); }

int crc_bytes(CrcKind kind) noexcept { return kind == CrcKind::crc64nvme ? 8 : 4; }

// The first and last complements cancel, so that appending is: shift the first by the second's
// length in zeros, then add the second. Squaring the one-bit shift gives every power of two.
std::uint64_t combine_crc(CrcKind kind, std::uint64_t first, std::uint64_t second,
                          std::uint64_t second_bytes) {
  Matrix shift{};
  shift[0] = polynomial(kind).reflected;
  for (std::size_t bit = 1; bit < 64; ++bit) shift[bit] = 1ULL << (bit - 1);
  for (int power = 0; power < 3; ++power) shift = squared(shift);  // one byte
  for (; second_bytes != 0; second_bytes >>= 1U) {
    if ((second_bytes & 1U) != 0) first = image_of(shift, first);
    shift = squared(shift);
  }
  return first ^ second;
}

}  // namespace helio::objects
