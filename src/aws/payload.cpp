#include "aws/payload.hpp"

#include <algorithm>
#include <charconv>

#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "http/text.hpp"

namespace helio::aws {
namespace {

using Form = Payload::Form;

struct Streaming {
  std::string_view name;
  Form form;
};
constexpr Streaming kStreaming[] = {
    {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Form::signed_chunks},
    {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", Form::signed_chunks_trailer},
    {"STREAMING-UNSIGNED-PAYLOAD-TRAILER", Form::chunks_trailer},
};

std::optional<std::string_view> declared_hash(http::RequestHead const& head) {
  auto const header = head.headers.get("x-amz-content-sha256");
  if (!is_presigned(head)) return header;
  auto const parameter = head.query_value("X-Amz-Content-Sha256");
  if (parameter) return parameter;
  return header ? header : kUnsignedPayload;
}

std::vector<std::string> announced_trailers(http::RequestHead const& head) {
  std::vector<std::string> names;
  for (std::string_view list : head.headers.all("x-amz-trailer")) {
    for (std::string_view const name : http::list_of(list)) names.push_back(http::lower(name));
  }
  return names;
}

Result<std::uint64_t> decoded_length(http::RequestHead const& head) {
  auto const text = head.headers.get("x-amz-decoded-content-length").value_or("");
  std::uint64_t bytes = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return fail(Errc::invalid_argument, "MissingContentLength",
                "You must provide the x-amz-decoded-content-length HTTP header.");
  }
  return bytes;
}

}  // namespace

Result<Payload> declared_payload(http::RequestHead const& head) {
  auto const hash = declared_hash(head);
  if (!hash) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "Missing required header for this request: x-amz-content-sha256");
  }
  Payload payload{.hash = std::string(*hash), .size_bytes = head.content_length, .trailers = {}};
  if (*hash == kUnsignedPayload) return payload;
  for (auto const& [name, form] : kStreaming) {
    if (*hash != name) continue;
    auto const length = decoded_length(head);
    if (!length) return tl::unexpected<Error>(length.error());
    payload.form = form;
    payload.size_bytes = *length;
    payload.trailers = announced_trailers(head);
    return payload;
  }
  if (hash->starts_with("STREAMING-AWS4-ECDSA")) {
    return fail(Errc::unsupported, "NotImplemented",
                "Signatures of SigV4A are not implemented; sign with AWS4-HMAC-SHA256.");
  }
  payload.form = Form::hashed;
  if (hash->size() != 64 || hash->find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, "
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, "
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.");
  }
  return payload;
}

PayloadReader::PayloadReader(Payload payload, Verified const& verified)
    : payload_(std::move(payload)) {
  if (payload_.form == Form::unchecked || payload_.form == Form::hashed) return;
  ChunkedOptions options{.signing = {},
                         .decoded_bytes = payload_.size_bytes.value_or(0),
                         .trailers = payload_.form != Form::signed_chunks};
  if (payload_.form != Form::chunks_trailer) {
    options.signing =
        ChunkSigning{verified.signing_key, verified.amz_date, verified.scope, verified.signature};
  }
  chunks_.emplace(std::move(options));
}

Result<void> PayloadReader::write(BytesView piece, AwsChunkedDecoder::Sink const& sink) {
  if (chunks_) return chunks_->feed(piece, sink);
  if (payload_.form == Form::hashed) hash_.update(piece);
  return sink(piece);
}

Result<void> PayloadReader::finish() {
  if (payload_.form == Form::hashed &&
      !equal_in_constant_time(bytes_of(hash_.hex()), bytes_of(payload_.hash))) {
    return fail(Errc::invalid_argument, "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }
  if (!chunks_) return {};
  if (auto const whole = chunks_->finish(); !whole) return whole;
  for (std::string const& name : payload_.trailers) {
    if (!trailers().get(name)) {
      return fail(Errc::invalid_argument, "MalformedTrailerError",
                  "The request announced the trailer " + name + " and did not send it.");
    }
  }
  return {};
}

http::Headers const& PayloadReader::trailers() const noexcept {
  static http::Headers const none;
  return chunks_ ? chunks_->trailers() : none;
}

}  // namespace helio::aws
