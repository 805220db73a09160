// AwsChunkedDecoder: takes the "aws-chunked" content encoding off a body while it streams, and
// checks each chunk's signature.
//
//   chunk    <hex size>[;chunk-signature=<64 hex>] CRLF <bytes> CRLF
//   end      a chunk of size 0, without bytes, then trailers "name:value" CRLF, then CRLF
//
// A chunk's signature covers its bytes and the signature before it; the first one is the request's
// own. A chunk's bytes are handed on before its signature has come: commit nothing before finish().
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
//
// Errors   invalid_argument "IncompleteBody" (malformed, cut short, or another size than
//          x-amz-decoded-content-length), "MalformedTrailerError"; forbidden
//          "SignatureDoesNotMatch". After an error the decoder must not be fed again.
// Memory   a chunk's bytes are not kept; a line may have kLineMax bytes, trailers kTrailersMax.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/digest.hpp"
#include "aws/sigv4.hpp"
#include "base/file.hpp"
#include "base/result.hpp"
#include "http/handler.hpp"

namespace helio::aws {

// What chunk signatures continue from; of a Verified request.
struct ChunkSigning {
  Bytes signing_key;
  std::string amz_date;
  CredentialScope scope;
  std::string signature;  // the request's own
};

struct ChunkedOptions {
  std::optional<ChunkSigning> signing;  // none: chunks have no signatures
  std::uint64_t decoded_bytes = 0;      // x-amz-decoded-content-length
  bool trailers = false;                // whether any may come
};

class AwsChunkedDecoder {
 public:
  using Sink = std::function<Result<void>(BytesView)>;
  static constexpr std::size_t kLineMax = 1024;
  static constexpr std::size_t kTrailersMax = 16;

  explicit AwsChunkedDecoder(ChunkedOptions options) : options_(std::move(options)) {}

  // The next piece of the encoded body, cut anywhere; what it decodes to goes to `sink`.
  [[nodiscard]] Result<void> feed(BytesView piece, Sink const& sink);
  // The encoded body has ended.
  [[nodiscard]] Result<void> finish() const;
  // What came after the last chunk, but the trailer's signature. Names in lower case.
  [[nodiscard]] http::Headers const& trailers() const noexcept { return trailers_; }

 private:
  enum class State { chunk_line, bytes, bytes_end, trailer_line, done };

  [[nodiscard]] Result<void> take_byte(char c);
  [[nodiscard]] Result<void> end_line(std::string_view line);
  [[nodiscard]] Result<void> begin_chunk(std::string_view line);
  [[nodiscard]] Result<void> end_chunk();
  [[nodiscard]] Result<void> add_trailer(std::string_view line);
  [[nodiscard]] Result<void> end_trailers();
  [[nodiscard]] Result<void> check_signature(std::string_view kind, std::string_view hashes,
                                             std::string_view claimed);

  ChunkedOptions options_;
  State state_ = State::chunk_line;
  std::string line_;
  std::uint64_t left_ = 0;     // bytes of this chunk still to come
  std::uint64_t decoded_ = 0;  // bytes that all chunks so far announced
  std::string claimed_;        // this chunk's signature as sent
  Sha256 hash_;
  http::Headers trailers_;
  std::string trailer_signature_;
};

}  // namespace helio::aws
