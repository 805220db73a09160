#include "aws/aws_chunked.hpp"

#include <algorithm>
#include <charconv>

#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "base/sha256.hpp"
#include "http/text.hpp"

namespace helio::aws {
namespace {

tl::unexpected<Error> incomplete(std::string message) {
  return fail(Errc::invalid_argument, "IncompleteBody", std::move(message));
}

tl::unexpected<Error> bad_trailer(std::string message) {
  return fail(Errc::invalid_argument, "MalformedTrailerError", std::move(message));
}

}  // namespace

Result<void> AwsChunkedDecoder::feed(BytesView piece, Sink const& sink) {
  while (!piece.empty()) {
    if (state_ == State::bytes) {
      auto const size = std::min<std::uint64_t>(left_, piece.size());
      auto const bytes = piece.first(static_cast<std::size_t>(size));
      if (options_.signing) hash_.update(bytes);
      if (auto const taken = sink(bytes); !taken) return taken;
      piece = piece.subspan(bytes.size());
      left_ -= size;
      if (left_ == 0) state_ = State::bytes_end;
      continue;
    }
    auto const taken = take_byte(static_cast<char>(piece.front()));
    if (!taken) return taken;
    piece = piece.subspan(1);
  }
  return {};
}

Result<void> AwsChunkedDecoder::finish() const {
  if (state_ != State::done) {
    return incomplete("The body ended before its last chunk; send it whole.");
  }
  if (decoded_ != options_.decoded_bytes) {
    return incomplete("The body has other than the " + std::to_string(options_.decoded_bytes) +
                      " bytes of x-amz-decoded-content-length.");
  }
  return {};
}

Result<void> AwsChunkedDecoder::take_byte(char c) {
  if (state_ == State::done) return incomplete("There are bytes after the body's last chunk.");
  if (c != '\n') {
    if (line_.size() == kLineMax) {
      return incomplete("A line between chunks is longer than " + std::to_string(kLineMax) +
                        " bytes.");
    }
    line_ += c;
    return {};
  }
  if (!line_.ends_with('\r')) return incomplete("A line between chunks does not end with CRLF.");
  line_.pop_back();
  std::string const line = std::exchange(line_, {});
  return end_line(line);
}

Result<void> AwsChunkedDecoder::end_line(std::string_view line) {
  switch (state_) {
    case State::chunk_line:
      return begin_chunk(line);
    case State::bytes_end:
      if (!line.empty()) return incomplete("A chunk has more bytes than its size says.");
      state_ = State::chunk_line;
      return end_chunk();
    default:
      return line.empty() ? end_trailers() : add_trailer(line);
  }
}

Result<void> AwsChunkedDecoder::begin_chunk(std::string_view line) {
  auto const [end, error] =
      std::from_chars(line.data(), line.data() + std::min<std::size_t>(line.size(), 16), left_, 16);
  auto extension = line.substr(static_cast<std::size_t>(end - line.data()));
  if (error != std::errc()) return incomplete("A chunk does not begin with its size in hex.");
  constexpr std::string_view kSignature = ";chunk-signature=";
  if (options_.signing) {
    if (!extension.starts_with(kSignature)) {
      return fail(Errc::forbidden, "SignatureDoesNotMatch",
                  "A chunk has no signature, though x-amz-content-sha256 says that all have one.");
    }
    claimed_ = extension.substr(kSignature.size());
  } else if (!extension.empty()) {
    return incomplete("A chunk's size is followed by what is no part of an unsigned chunk.");
  }
  if (left_ > options_.decoded_bytes - decoded_) {
    return incomplete("The body has more than the " + std::to_string(options_.decoded_bytes) +
                      " bytes of x-amz-decoded-content-length.");
  }
  decoded_ += left_;
  if (left_ > 0) {
    state_ = State::bytes;
    return {};
  }
  state_ = State::trailer_line;
  return end_chunk();
}

Result<void> AwsChunkedDecoder::end_chunk() {
  if (!options_.signing) return {};
  std::string const hashes = sha256_hex({}) + "\n" + hash_.hex();
  return check_signature("AWS4-HMAC-SHA256-PAYLOAD", hashes, claimed_);
}

Result<void> AwsChunkedDecoder::add_trailer(std::string_view line) {
  auto const colon = line.find(':');
  if (!options_.trailers || colon == std::string_view::npos || colon == 0) {
    return bad_trailer("The request contained trailing data that was not well-formed.");
  }
  if (trailers_.fields().size() == kTrailersMax) {
    return bad_trailer("There are more than " + std::to_string(kTrailersMax) + " trailers.");
  }
  std::string name = http::lower(http::trimmed(line.substr(0, colon)));
  auto const value = http::trimmed(line.substr(colon + 1));
  if (name == "x-amz-trailer-signature") {
    trailer_signature_ = value;
  } else {
    trailers_.add(std::move(name), std::string(value));
  }
  return {};
}

Result<void> AwsChunkedDecoder::end_trailers() {
  state_ = State::done;
  if (!options_.signing || !options_.trailers) return {};
  auto fields = trailers_.fields();
  std::sort(fields.begin(), fields.end());
  std::string text;
  for (auto const& [name, value] : fields) text.append(name).append(":").append(value).append("\n");
  return check_signature("AWS4-HMAC-SHA256-TRAILER", sha256_hex(bytes_of(text)),
                         trailer_signature_);
}

Result<void> AwsChunkedDecoder::check_signature(std::string_view kind, std::string_view hashes,
                                                std::string_view claimed) {
  ChunkSigning& signing = *options_.signing;
  std::string text(kind);
  text.append("\n").append(signing.amz_date).append("\n").append(signing.scope.text());
  text.append("\n").append(signing.signature).append("\n").append(hashes);
  std::string expected = signature(signing.signing_key, text);
  if (!equal_in_constant_time(bytes_of(expected), bytes_of(claimed))) {
    return fail(Errc::forbidden, "SignatureDoesNotMatch",
                "A chunk's signature does not match its bytes. Check your key and signing method.");
  }
  signing.signature = std::move(expected);
  return {};
}

}  // namespace helio::aws
