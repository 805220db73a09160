#include "objects/digests.hpp"

#include <array>
#include <variant>

#include <openssl/evp.h>

#include "base/encoding.hpp"

namespace helio::objects {
namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

EVP_MD const* hash_named(std::string_view algorithm) {
  if (algorithm == "md5") return EVP_md5();
  if (algorithm == "sha1") return EVP_sha1();
  if (algorithm == "sha256") return EVP_sha256();
  return nullptr;
}

std::size_t digest_bytes(std::string_view algorithm) {
  if (auto const kind = crc_kind(algorithm)) return static_cast<std::size_t>(crc_bytes(*kind));
  return static_cast<std::size_t>(EVP_MD_get_size(hash_named(algorithm)));
}

Bytes big_endian(std::uint64_t value, int bytes) {
  Bytes out;
  for (int at = bytes - 1; at >= 0; --at) out.push_back(static_cast<std::byte>(value >> (8 * at)));
  return out;
}

// A digest that a client sent is refused before the body comes, where it cannot be one.
Result<void> check_digest(std::string_view algorithm, std::string_view base64) {
  auto const bytes = from_base64(base64);
  if (bytes && bytes->size() == digest_bytes(algorithm)) return {};
  return fail(Errc::invalid_argument, "InvalidDigest",
              "The " + std::string(algorithm) + " digest must be " +
                  std::to_string(digest_bytes(algorithm)) + " bytes in base64.");
}

}  // namespace

bool is_checksum_algorithm(std::string_view name) noexcept {
  return crc_kind(name) || name == "sha1" || name == "sha256";
}

std::optional<CrcKind> crc_kind(std::string_view algorithm) noexcept {
  if (algorithm == "crc32") return CrcKind::crc32;
  if (algorithm == "crc32c") return CrcKind::crc32c;
  if (algorithm == "crc64nvme") return CrcKind::crc64nvme;
  return std::nullopt;
}

std::string crc_text(CrcKind kind, std::uint64_t value) {
  return to_base64(big_endian(value, crc_bytes(kind)));
}

std::optional<std::uint64_t> parse_crc(CrcKind kind, std::string_view base64) {
  auto const bytes = from_base64(base64);
  if (!bytes || bytes->size() != static_cast<std::size_t>(crc_bytes(kind))) return std::nullopt;
  std::uint64_t value = 0;
  for (std::byte const byte : *bytes) value = (value << 8U) | std::to_integer<std::uint64_t>(byte);
  return value;
}

struct Digest::State {
  std::variant<Crc, Context> sum;
};

Digest::Digest(std::string_view algorithm) {
  if (auto const kind = crc_kind(algorithm)) {
    state_ = std::make_unique<State>(State{Crc(*kind)});
    return;
  }
  Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), hash_named(algorithm), nullptr);
  state_ = std::make_unique<State>(State{std::move(context)});
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::update(BytesView piece) {
  if (auto* const crc = std::get_if<Crc>(&state_->sum)) return crc->update(piece);
  EVP_DigestUpdate(std::get<Context>(state_->sum).get(), piece.data(), piece.size());
}

Bytes Digest::finish() {
  if (auto const* const crc = std::get_if<Crc>(&state_->sum)) {
    return big_endian(crc->value(), crc->bytes());
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(std::get<Context>(state_->sum).get(), out.data(), &size);
  auto const bytes = std::as_bytes(std::span(out).first(size));
  return {bytes.begin(), bytes.end()};
}

ContentCheck::ContentCheck(ContentExpected expected, std::uint64_t bytes_max)
    : expected_(std::move(expected)), bytes_max_(bytes_max), md5_("md5") {
  for (auto const& [algorithm, value] : expected_.checksums) {
    digests_.emplace_back(algorithm, Digest(algorithm));
  }
}

Result<ContentCheck> ContentCheck::begin(ContentExpected expected, std::uint64_t bytes_max) {
  if (expected.size_bytes.value_or(0) > bytes_max) {
    return fail(Errc::too_large, "EntityTooLarge",
                "One upload may have " + std::to_string(bytes_max) +
                    " bytes; send a larger object in parts.");
  }
  if (expected.content_md5) {
    if (auto const right = check_digest("md5", *expected.content_md5); !right) {
      return tl::unexpected<Error>(right.error());
    }
  }
  for (auto const& [algorithm, value] : expected.checksums) {
    if (!is_checksum_algorithm(algorithm)) {
      return fail(
          Errc::invalid_argument, "InvalidArgument",
          "There is no checksum " + algorithm + "; use SHA256, SHA1, CRC32, CRC32C or CRC64NVME.");
    }
    if (value.empty()) continue;
    if (auto const right = check_digest(algorithm, value); !right) {
      return tl::unexpected<Error>(right.error());
    }
  }
  return ContentCheck(std::move(expected), bytes_max);
}

Result<void> ContentCheck::update(BytesView piece) {
  if (piece.size() > bytes_max_ - size_bytes_) {
    return fail(Errc::too_large, "EntityTooLarge",
                "One upload may have " + std::to_string(bytes_max_) +
                    " bytes; send a larger object in parts.");
  }
  size_bytes_ += piece.size();
  md5_.update(piece);
  for (auto& [algorithm, digest] : digests_) digest.update(piece);
  return {};
}

Result<void> ContentCheck::expect(std::string_view algorithm, std::string_view base64) {
  auto const asked = expected_.checksums.find(std::string(algorithm));
  if (asked == expected_.checksums.end()) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "The checksum " + std::string(algorithm) +
                    " came after the body, but was not announced before it.");
  }
  auto right = check_digest(algorithm, base64);
  if (right) asked->second = base64;
  return right;
}

Result<Content> ContentCheck::finish() {
  if (expected_.size_bytes && *expected_.size_bytes != size_bytes_) {
    return fail(Errc::invalid_argument, "IncompleteBody",
                "The body has " + std::to_string(size_bytes_) + " bytes, but " +
                    std::to_string(*expected_.size_bytes) + " were announced; send it again.");
  }
  auto const md5 = md5_.finish();
  Content content{size_bytes_, to_hex(md5), {}};
  if (expected_.content_md5 && *expected_.content_md5 != to_base64(md5)) {
    return fail(Errc::invalid_argument, "BadDigest",
                "The body is not the one that its Content-MD5 is of; send it again.");
  }
  for (auto& [algorithm, digest] : digests_) {
    std::string const got = to_base64(digest.finish());
    std::string const& wanted = expected_.checksums[algorithm];
    if (!wanted.empty() && wanted != got) {
      return fail(
          Errc::invalid_argument, "BadDigest",
          "The body is not the one that its " + algorithm + " checksum is of; " + "send it again.");
    }
    content.checksums[algorithm] = got;
  }
  return content;
}

}  // namespace helio::objects
