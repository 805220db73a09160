#include "base/encoding.hpp"

#include <array>

#include <openssl/evp.h>

namespace helio {
namespace {

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

tl::unexpected<Error> refuse(char const* form) {
  return fail(Errc::invalid_argument, "InvalidEncoding",
              std::string("The text is not valid ") + form + ".");
}

// A table, because pictures come as base64: comparing letters took longer than decoding.
constexpr std::array<bool, 256> letters_of_base64() {
  std::array<bool, 256> letters{};
  for (char const c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    letters[static_cast<unsigned char>(c)] = true;
  }
  return letters;
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  static constexpr auto kLetters = letters_of_base64();
  bool good = true;
  for (char const c : text) good &= kLetters[static_cast<unsigned char>(c)];
  return good;
}

}  // namespace

std::string to_hex(BytesView bytes) {
  constexpr char const* kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (auto const byte : bytes) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4U];
    text += kDigits[std::to_integer<unsigned>(byte) & 0xfU];
  }
  return text;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return refuse("hex");
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    int const high = nibble(text[i]);
    int const low = nibble(text[i + 1]);
    if (high < 0 || low < 0) return refuse("hex");
    bytes.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return bytes;
}

std::string to_base64(BytesView bytes) {
  std::string text((bytes.size() + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                  reinterpret_cast<unsigned char const*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  if (!is_base64(text)) return refuse("base64");
  Bytes bytes(text.size() / 4 * 3);
  EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                  reinterpret_cast<unsigned char const*>(text.data()),
                  static_cast<int>(text.size()));
  // OpenSSL counts the padding as zero bytes.
  if (text.ends_with('=')) bytes.pop_back();
  if (text.ends_with("==")) bytes.pop_back();
  return bytes;
}

}  // namespace helio
