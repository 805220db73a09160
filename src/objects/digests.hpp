// Digests: MD5 (the ETag) and the checksums that S3 knows, computed of a body in one pass.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "base/result.hpp"
#include "objects/crc.hpp"
#include "objects/object_info.hpp"

namespace helio::objects {

// "sha256", "sha1", "crc32", "crc32c", "crc64nvme".
[[nodiscard]] bool is_checksum_algorithm(std::string_view name) noexcept;
// None of the hashes.
[[nodiscard]] std::optional<CrcKind> crc_kind(std::string_view algorithm) noexcept;

// A CRC as S3 writes it: big-endian, base64; and back, none where that is no such text.
[[nodiscard]] std::string crc_text(CrcKind kind, std::uint64_t value);
[[nodiscard]] std::optional<std::uint64_t> parse_crc(CrcKind kind, std::string_view base64);

// One hash or CRC under way.
class Digest {
 public:
  // `algorithm` may also be "md5". Must be known.
  explicit Digest(std::string_view algorithm);
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void update(BytesView piece);
  [[nodiscard]] Bytes finish();  // once; of a CRC, its bytes in S3's order

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What came in, checked against what was said of it.
struct Content {
  std::uint64_t size_bytes = 0;
  std::string md5_hex;
  Metadata checksums;  // base64
};

struct ContentExpected {
  std::optional<std::uint64_t> size_bytes;
  std::optional<std::string> content_md5;  // base64
  Metadata checksums;                      // as PutOptions::checksums
};

class ContentCheck {
 public:
  // Errors: invalid_argument "InvalidDigest" (not base64 of its length), "InvalidArgument" (no such
  // algorithm), too_large "EntityTooLarge" (over `bytes_max`, here or in update()).
  [[nodiscard]] static Result<ContentCheck> begin(ContentExpected expected,
                                                  std::uint64_t bytes_max);
  [[nodiscard]] Result<void> update(BytesView piece);
  [[nodiscard]] Result<void> expect(std::string_view algorithm, std::string_view base64);
  // Errors: invalid_argument "IncompleteBody", "BadDigest".
  [[nodiscard]] Result<Content> finish();

 private:
  ContentCheck(ContentExpected expected, std::uint64_t bytes_max);

  ContentExpected expected_;
  std::uint64_t bytes_max_;
  std::uint64_t size_bytes_ = 0;
  Digest md5_;
  std::vector<std::pair<std::string, Digest>> digests_;
};

}  // namespace helio::objects
