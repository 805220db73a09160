// Any bytes as an aws-chunked body, in pieces of any size: the same answer for every cut, never
// more bytes than announced, and never a signed body without its key.
#include <cstdlib>
#include <string>

#include "aws/aws_chunked.hpp"
#include "base/encoding.hpp"

namespace {

using namespace helio::aws;

struct Outcome {
  bool whole = false;
  std::string bytes;
};

Outcome decode(ChunkedOptions options, std::string_view body, std::size_t piece_bytes) {
  AwsChunkedDecoder decoder(std::move(options));
  Outcome outcome;
  auto const sink = [&](helio::BytesView bytes) -> helio::Result<void> {
    outcome.bytes += helio::text_of(bytes);
    return {};
  };
  while (!body.empty()) {
    auto const piece = body.substr(0, piece_bytes);
    body.remove_prefix(piece.size());
    if (!decoder.feed(helio::bytes_of(piece), sink)) return outcome;
  }
  outcome.whole = decoder.finish().has_value();
  if (decoder.trailers().fields().size() > AwsChunkedDecoder::kTrailersMax) std::abort();
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::uint64_t const announced = data[0] & 31U;
  bool const trailers = (data[0] & 32U) != 0;
  std::string_view const body(reinterpret_cast<char const*>(data) + 1, size - 1);
  ChunkedOptions const options{.signing = {}, .decoded_bytes = announced, .trailers = trailers};
  auto const whole = decode(options, body, body.size());
  auto const cut = decode(options, body, 3);
  if (whole.whole != cut.whole || whole.bytes != cut.bytes) std::abort();
  if (whole.bytes.size() > announced) std::abort();
  if (whole.whole && whole.bytes.size() != announced) std::abort();

  ChunkedOptions with_key = options;
  with_key.signing = ChunkSigning{helio::Bytes(32), "20130524T000000Z", {}, std::string(64, '0')};
  if (decode(with_key, body, 5).whole) std::abort();
  return 0;
}
