#include "http/request_parser.hpp"

#include <algorithm>

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::http {
namespace beast = boost::beast;

namespace {

using Parser = beast::http::request_parser<beast::http::buffer_body>;

constexpr std::string_view kInvalid = "InvalidRequest";

Refusal invalid(std::string_view message) { return {400, kInvalid, message}; }

// Bare CR and LF, NUL and folded fields: each has been read in two ways by two servers.
std::optional<Refusal> check_lines(std::string_view head) {
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') return invalid("The request's head has a zero byte.");
    if (head[i] == '\r' && (i + 1 == head.size() || head[i + 1] != '\n')) {
      return invalid("The request's head has a CR without LF.");
    }
    if (head[i] != '\n') continue;
    if (i == 0 || head[i - 1] != '\r') return invalid("The request's head has an LF without CR.");
    if (i + 1 < head.size() && (head[i + 1] == ' ' || head[i + 1] == '\t')) {
      return invalid("A header field is continued on the next line; send it as one line.");
    }
  }
  return std::nullopt;
}

std::optional<Refusal> check_framing(Headers const& headers, bool http_1_0) {
  auto const codings = headers.all("Transfer-Encoding");
  auto const lengths = headers.all("Content-Length");
  if (!codings.empty()) {
    if (!lengths.empty()) {
      return invalid("Content-Length and Transfer-Encoding exclude each other.");
    }
    if (http_1_0) return invalid("HTTP/1.0 knows no Transfer-Encoding.");
    if (codings.size() > 1 || !same_word(trimmed(codings[0]), "chunked")) {
      return Refusal{501, "NotImplemented", "The only transfer coding served is \"chunked\"."};
    }
  }
  if (lengths.size() > 1) return invalid("Content-Length is there twice.");
  if (!lengths.empty() &&
      !std::ranges::all_of(lengths[0], [](char c) { return c >= '0' && c <= '9'; })) {
    return invalid("Content-Length must be a number of bytes.");
  }
  auto const hosts = headers.all("Host");
  if (hosts.size() > 1 || (hosts.empty() && !http_1_0)) {
    return invalid("A request needs exactly one Host field.");
  }
  return std::nullopt;
}

Refusal refusal_of(beast::error_code const& failed) {
  using beast::http::error;
  if (failed == error::bad_version) {
    return {505, "HTTPVersionNotSupported", "This server speaks HTTP/1.1."};
  }
  if (failed == error::header_limit) {
    return {431, "RequestHeaderFieldsTooLarge", "The request's header fields are too large."};
  }
  if (failed == error::bad_content_length) {
    return invalid("Content-Length must be a number of bytes.");
  }
  return invalid("The request is not well-formed HTTP.");
}

}  // namespace

struct RequestParser::State {
  explicit State(Limits const& limits_in) : limits(limits_in) {
    // The head is measured here, before Beast sees it.
    parser.header_limit(static_cast<std::uint32_t>(limits.head_bytes_max) + 1);
    parser.body_limit(boost::none);
  }

  std::optional<Refusal> fill(RequestHead& into);

  Limits const& limits;
  Parser parser;
  std::size_t searched = 0;
  bool continue_expected = false;
};

std::optional<Refusal> RequestParser::State::fill(RequestHead& into) {
  auto const& message = parser.get();
  into.method = message.method_string();
  into.target = message.target();
  for (auto const& field : message) {
    into.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  bool const http_1_0 = message.version() < 11;
  if (auto refusal = check_framing(into.headers, http_1_0)) return refusal;
  if (into.target.size() > limits.target_bytes_max) {
    return Refusal{414, "URITooLong", "The request's address is too long."};
  }
  if (into.method == "CONNECT") {
    return Refusal{501, "NotImplemented", "This server is no proxy."};
  }
  auto const target = split_target(into.target);
  if (!target) return invalid("The request's address must begin with \"/\".");
  auto query = parse_query(target->query);
  if (!query || !percent_decode(target->path)) {
    return Refusal{400, "InvalidURI", "The address has a \"%\" that two hex digits do not follow."};
  }
  into.raw_path = target->path;
  into.query = std::move(*query);
  if (auto const length = parser.content_length()) into.content_length = *length;
  if (auto const expect = into.headers.get("Expect"); expect && !http_1_0) {
    // Others are ignored, as S3 does: RFC 9110 section 10.1.1 lets a server choose.
    continue_expected = same_word(*expect, "100-continue");
  }
  return std::nullopt;
}

RequestParser::RequestParser(Limits const& limits) : state_(std::make_unique<State>(limits)) {}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

RequestParser::HeadStep RequestParser::head(std::string_view bytes, RequestHead& into) {
  // RFC 9112 §2.2: an empty line before the request is skipped.
  std::size_t const skipped = bytes.starts_with("\r\n") ? 2 : 0;
  std::string_view const rest = bytes.substr(skipped);
  auto const end = rest.find("\r\n\r\n", state_->searched);
  bool const complete = end != std::string_view::npos;
  if ((complete ? end + 4 : rest.size()) > state_->limits.head_bytes_max) {
    bool const one_line =
        rest.substr(0, state_->limits.target_bytes_max).find('\n') == std::string_view::npos;
    if (one_line) return {0, Refusal{414, "URITooLong", "The request's address is too long."}};
    return {0, refusal_of(beast::http::error::header_limit)};
  }
  if (!complete) {
    state_->searched = rest.size() < 3 ? 0 : rest.size() - 3;
    // "\n\n" would never end: say at once what is wrong.
    return {0, check_lines(rest.ends_with('\r') ? rest.substr(0, rest.size() - 1) : rest)};
  }
  std::string_view const head = rest.substr(0, end + 4);
  if (auto refusal = check_lines(head)) return {0, refusal};
  beast::error_code error;
  state_->parser.put(boost::asio::buffer(head), error);
  if (error && error != beast::http::error::need_more) return {0, refusal_of(error)};
  if (!state_->parser.is_header_done()) {
    return {0, invalid("The request is not well-formed HTTP.")};
  }
  if (auto refusal = state_->fill(into)) return {0, refusal};
  state_->parser.eager(true);
  return {skipped + head.size(), std::nullopt};
}

RequestParser::BodyStep RequestParser::body(std::string_view bytes, std::span<std::byte> into) {
  BodyStep step;
  auto& buffer = state_->parser.get().body();
  buffer.data = into.data();
  buffer.size = into.size();
  buffer.more = true;
  while (!state_->parser.is_done() && buffer.size > 0 && step.consumed < bytes.size()) {
    beast::error_code error;
    auto const taken = state_->parser.put(boost::asio::buffer(bytes.substr(step.consumed)), error);
    step.consumed += taken;
    if (error == beast::http::error::need_buffer || error == beast::http::error::need_more) {
      if (taken == 0) break;
      continue;
    }
    if (error) {
      step.bad = true;
      break;
    }
  }
  step.produced = into.size() - buffer.size;
  buffer.data = nullptr;
  buffer.size = 0;
  return step;
}

bool RequestParser::body_done() const { return state_->parser.is_done(); }

std::optional<std::uint64_t> RequestParser::body_bytes_left() const {
  if (body_done()) return 0;
  if (auto const left = state_->parser.content_length_remaining()) return *left;
  return std::nullopt;
}

bool RequestParser::keeps_alive() const { return state_->parser.keep_alive(); }
bool RequestParser::expects_continue() const { return state_->continue_expected; }
bool RequestParser::is_http_1_0() const { return state_->parser.get().version() < 11; }

}  // namespace helio::http
