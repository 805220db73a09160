// Payload: what a request says of its body in x-amz-content-sha256, and the reader that holds it
// to that while the body streams.
//
// Errors   invalid_argument "InvalidArgument" (no such form), "InvalidRequest" (the header is
//          missing), "MissingContentLength", "XAmzContentSHA256Mismatch", and those of
//          aws_chunked.hpp; unsupported "NotImplemented" (signatures by elliptic curves).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "aws/aws_chunked.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/result.hpp"
#include "http/handler.hpp"

namespace helio::aws {

struct Payload {
  enum class Form { unchecked, hashed, signed_chunks, signed_chunks_trailer, chunks_trailer };
  Form form = Form::unchecked;
  std::string hash;  // as the signature covers it: hex, "UNSIGNED-PAYLOAD", "STREAMING-…"
  std::optional<std::uint64_t> size_bytes;  // of the decoded body; none: not known
  std::vector<std::string> trailers;        // the names that x-amz-trailer announces, lower case
};

// For S3. A presigned URL's payload is unsigned unless it says otherwise.
[[nodiscard]] Result<Payload> declared_payload(http::RequestHead const& head);

class PayloadReader {
 public:
  PayloadReader(Payload payload, Verified const& verified);

  [[nodiscard]] Result<void> write(BytesView piece, AwsChunkedDecoder::Sink const& sink);
  // The body has ended: is it what the signature covers? Commit nothing before.
  [[nodiscard]] Result<void> finish();
  // Announced by x-amz-trailer, each one there after finish(). Names in lower case.
  [[nodiscard]] http::Headers const& trailers() const noexcept;

 private:
  Payload payload_;
  Sha256 hash_;
  std::optional<AwsChunkedDecoder> chunks_;
};

}  // namespace helio::aws
