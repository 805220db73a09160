#include "http/form_data.hpp"

#include <algorithm>
#include <utility>

#include "base/encoding.hpp"
#include "http/media_type.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

constexpr std::size_t kBoundaryMax = 70;  // RFC 2046 section 5.1.1

tl::unexpected<Error> malformed(char const* what) {
  return fail(
      Errc::invalid_argument, "MalformedForm",
      std::string("The body of your POST request is not well-formed multipart/form-data: ") + what);
}

// A token or a quoted string, in which a backslash only hides a quote: browsers send Windows paths.
std::string take_value(std::string_view& text) {
  std::string value;
  if (!text.starts_with('"')) {
    auto const end = std::min(text.find(';'), text.size());
    value = trimmed(text.substr(0, end));
    text.remove_prefix(end);
    return value;
  }
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '"') ++at;
    value += text[at];
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return value;
}

// The parameter of a header value such as `form-data; name="key"`.
std::optional<std::string> parameter(std::string_view value, std::string_view wanted) {
  for (auto at = value.find(';'); at != std::string_view::npos; at = value.find(';')) {
    value = trimmed(value.substr(at + 1));
    auto const equals = value.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto const name = trimmed(value.substr(0, equals));
    value.remove_prefix(equals + 1);
    auto found = take_value(value);
    if (same_word(name, wanted)) return found;
  }
  return std::nullopt;
}

std::string base_name(std::string const& path) {
  auto const slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<FormPart> parse_part(std::string_view headers) {
  while (!headers.empty()) {
    auto const end = headers.find("\r\n");
    std::string_view const line = headers.substr(0, end);
    headers.remove_prefix(end == std::string_view::npos ? headers.size() : end + 2);
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return malformed("a part's header has no colon.");
    if (!same_word(trimmed(line.substr(0, colon)), "content-disposition")) continue;
    auto const value = line.substr(colon + 1);
    auto name = parameter(value, "name");
    if (!name || !lower(trimmed(value)).starts_with("form-data")) break;
    FormPart part{*std::move(name), parameter(value, "filename")};
    if (part.file_name) part.file_name = base_name(*part.file_name);
    return part;
  }
  return malformed("a part has no Content-Disposition: form-data with a name.");
}

}  // namespace

std::optional<std::string> form_boundary(std::string_view content_type) {
  if (essence_of(content_type) != "multipart/form-data") return std::nullopt;
  auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kBoundaryMax) return std::nullopt;
  return boundary;
}

// The first delimiter may stand at the very beginning: as if a line break were before it.
FormDataParser::FormDataParser(std::string_view boundary, FormSink& sink)
    : delimiter_("\r\n--" + std::string(boundary)), sink_(sink), pending_("\r\n") {}

Result<void> FormDataParser::write(BytesView piece) {
  if (state_ == State::end) return {};
  pending_ += text_of(piece);
  while (true) {
    auto const more = step();
    if (!more) return tl::unexpected<Error>(more.error());
    if (!*more) return {};
  }
}

Result<void> FormDataParser::finish() {
  if (state_ == State::end) return {};
  return malformed("it ends before its last boundary.");
}

Result<bool> FormDataParser::step() {
  switch (state_) {
    case State::preamble:
    case State::content:
      return read_content();
    case State::delimiter:
      return read_delimiter();
    case State::headers:
      return read_headers();
    case State::end:
      break;
  }
  pending_.clear();
  return false;
}

// What could be the beginning of a delimiter waits for more.
Result<bool> FormDataParser::read_content() {
  auto const found = pending_.find(delimiter_);
  bool const whole = found != std::string::npos;
  std::size_t const ready =
      whole ? found : pending_.size() - std::min(pending_.size(), delimiter_.size() - 1);
  bool const inside = state_ == State::content;
  if (inside && ready > 0) {
    auto const taken = sink_.write_part(bytes_of(std::string_view(pending_).substr(0, ready)));
    if (!taken) return tl::unexpected<Error>(taken.error());
  }
  pending_.erase(0, whole ? ready + delimiter_.size() : ready);
  if (!whole) return false;
  state_ = State::delimiter;
  if (!inside) return true;
  if (auto const ended = sink_.end_part(); !ended) return tl::unexpected<Error>(ended.error());
  return true;
}

Result<bool> FormDataParser::read_delimiter() {
  auto const padding = std::min(pending_.find_first_not_of(" \t"), pending_.size());
  if (padding > kHeaderBytesMax) return malformed("a boundary's line is too long.");
  if (pending_.size() < padding + 2) return false;
  auto const mark = std::string_view(pending_).substr(padding, 2);
  if (mark != "--" && mark != "\r\n") return malformed("what follows a boundary is no line break.");
  state_ = mark == "--" ? State::end : State::headers;
  pending_.erase(0, padding + 2);
  return true;
}

Result<bool> FormDataParser::read_headers() {
  if (pending_.starts_with("\r\n")) return malformed("a part has no headers.");
  auto const end = pending_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (pending_.size() <= kHeaderBytesMax) return false;
    return malformed("the headers of a part are too long.");
  }
  if (end > kHeaderBytesMax) return malformed("the headers of a part are too long.");
  auto part = parse_part(std::string_view(pending_).substr(0, end));
  if (!part) return tl::unexpected<Error>(part.error());
  pending_.erase(0, end + 4);
  state_ = State::content;
  if (auto const begun = sink_.begin_part(*std::move(part)); !begun) {
    return tl::unexpected<Error>(begun.error());
  }
  return true;
}

}  // namespace helio::http
